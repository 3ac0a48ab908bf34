import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordBody, startTestCloud, type TestCloud } from '@/lib/localcloud/test-cloud'

let cloud: TestCloud
let token = ''

beforeAll(async () => {
  cloud = await startTestCloud()
  token = await cloud.admin()
})
afterAll(() => cloud.stop())

const get = (path: string) => cloud.call('GET', path, { token })
const send = (method: string, path: string, body?: unknown) =>
  cloud.call(method, path, { token, ...(body !== undefined && { body }) })
const names = (list: { name: string }[]) => list.map(({ name }) => name)

test('discovery follows the Host header', async () => {
  const versions = await cloud.call('GET', `${cloud.origin}/identity`)
  expect(versions.status).toBe(300)
  expect(versions.headers.get('Location')).toBe(`${cloud.keystoneUrl}/`)
  const v3 = await cloud.call('GET', '/')
  expect(v3.status).toBe(200)
  expect(v3.body.version).toMatchObject({
    id: 'v3.14',
    status: 'stable',
    links: [{ rel: 'self', href: `${cloud.keystoneUrl}/` }],
  })
})

describe('projects', () => {
  const create = (project: unknown) => send('POST', '/projects', { project })

  test('are made with defaults, kept with what Keystone does not know, changed and deleted', async () => {
    const made = await create({ name: 'alpha', domain_id: 'default', tags: ['a'], colour: 'red' })
    expect(made.status).toBe(201)
    const { id } = made.body.project
    expect(made.body.project).toEqual({
      id,
      name: 'alpha',
      colour: 'red',
      description: '',
      domain_id: 'default',
      enabled: true,
      is_domain: false,
      links: { self: `${cloud.keystoneUrl}/projects/${id}` },
      options: {},
      parent_id: 'default',
      tags: ['a'],
    })
    const path = `/projects/${id}`
    const patched = await send('PATCH', path, { project: { description: 'new', colour: null } })
    expect(patched.body.project).toMatchObject({ description: 'new', extra: { colour: null } })
    expect((await get(path)).body.project.extra).toBeUndefined()
    expect((await send('PUT', `${path}/tags`, { tags: ['x', 'y'] })).body.tags).toEqual(['x', 'y'])
    expect(names((await get('/projects?tags=x,y')).body.projects)).toEqual(['alpha'])
    expect((await send('DELETE', `${path}/tags/x`)).status).toBe(204)
    expect((await get(`${path}/tags/x`)).status).toBe(404)
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await get(path)).body.error.message).toBe(`Could not find project: ${id}.`)
  })

  test('a taken name, an unknown place and a bad name are told', async () => {
    expect((await create({ name: 'demo' })).status).toBe(409)
    expect((await create({ name: 'x', domain_id: 'nope' })).body.error).toMatchObject({
      code: 400,
      message: 'Could not find domain: nope.',
    })
    expect((await create({ name: '' })).body.error.message).toContain(
      "Invalid input for field 'name': '' is too short",
    )
    expect((await create({})).body.error.message).toContain("'name' is a required property")
  })

  test('form a tree that is cut from its leaves', async () => {
    const parent: string = (await create({ name: 'parent' })).body.project.id
    const child: string = (await create({ name: 'child', parent_id: parent })).body.project.id
    expect((await get(`/projects/${child}?parents_as_ids`)).body.project.parents).toEqual({
      [parent]: { default: null },
    })
    expect((await get(`/projects/${parent}?subtree_as_ids`)).body.project.subtree).toEqual({
      [child]: null,
    })
    expect((await send('DELETE', `/projects/${parent}`)).status).toBe(403)
    expect((await send('DELETE', `/projects/${child}`)).status).toBe(204)
    expect((await send('DELETE', `/projects/${parent}`)).status).toBe(204)
  })

  test('lists filter exactly, by part, and by flag', async () => {
    const list = async (query: string) => names((await get(`/projects${query}`)).body.projects)
    expect(await list('?name=demo')).toEqual(['demo'])
    expect(await list('?name__contains=em')).toEqual(['demo'])
    expect(await list('?name__istartswith=DE')).toEqual(['demo'])
    expect(await list('?enabled=false')).toEqual([])
    expect(await list('?is_domain=true')).toEqual(['Corp', 'Default'])
    const { links } = (await get('/projects?name=demo')).body
    expect(links).toEqual({
      next: null,
      previous: null,
      self: `${cloud.keystoneUrl}/projects?name=demo`,
    })
  })
})

test('a domain is deleted with all that is in it, once it is disabled', async () => {
  const made = await send('POST', '/domains', { domain: { name: 'Temp' } })
  const { id } = made.body.domain
  const inDomain = { domain_id: id, name: 'inside' }
  await send('POST', '/projects', { project: inDomain })
  const user = await send('POST', '/users', { user: { ...inDomain, password: 'x' } })
  await send('POST', '/groups', { group: inDomain })
  expect((await send('DELETE', `/domains/${id}`)).status).toBe(403)
  await send('PATCH', `/domains/${id}`, { domain: { enabled: false } })
  const refused = await cloud.call('POST', '/auth/tokens', {
    body: passwordBody('inside', 'x', undefined, 'Temp'),
  })
  expect(refused.status).toBe(401)
  expect((await send('DELETE', `/domains/${id}`)).status).toBe(204)
  expect((await get(`/users/${user.body.user.id}`)).status).toBe(404)
  expect((await get('/groups?name=inside')).body.groups).toEqual([])
})

test('a user body never shows the password', async () => {
  const user = { name: 'erin', password: 'topsecret', email: 'erin@example.org' }
  const made = await send('POST', '/users', { user })
  expect(made.text).not.toContain('topsecret')
  expect(made.text).not.toContain('scrypt')
  expect(made.body.user).toMatchObject({ email: 'erin@example.org', enabled: true })
  const shown = await get(`/users/${made.body.user.id}`)
  expect(shown.body.user).toEqual(made.body.user)
})

describe('the catalogue', () => {
  test('regions, services and endpoints hang together', async () => {
    const service: string = (await send('POST', '/services', { service: { type: 'dns' } })).body
      .service.id
    expect((await send('POST', '/regions', { region: { id: 'North' } })).status).toBe(201)
    expect((await send('POST', '/regions', { region: { id: 'North' } })).status).toBe(409)
    const endpoint = {
      service_id: service,
      interface: 'public',
      region_id: 'North',
      url: 'http://dns.example/v2/$(project_id)s',
    }
    const made = await send('POST', '/endpoints', { endpoint })
    expect(made.body.endpoint).toMatchObject({ ...endpoint, region: 'North', enabled: true })
    const { catalog } = (await get('/auth/catalog')).body
    const shown = catalog.find((entry: { type: string }) => entry.type === 'dns')
    expect(shown.endpoints[0].url).toMatch(/^http:\/\/dns\.example\/v2\/[0-9a-f]{32}$/)
    expect((await send('DELETE', '/regions/North')).status).toBe(403)
    expect((await send('DELETE', `/services/${service}`)).status).toBe(204)
    expect((await get(`/endpoints/${made.body.endpoint.id}`)).status).toBe(404)
    expect((await send('DELETE', '/regions/North')).status).toBe(204)
  })

  test.each([
    [{ service_id: 'nope', interface: 'public', url: 'http://x' }, 'endpoint service_id'],
    [{ interface: 'secret', service_id: 'x', url: 'http://x' }, "is not one of ['admin'"],
    [{ interface: 'public', service_id: 'x', url: 'http://x/$(shoe_size)s' }, 'invalid URL'],
  ])('%j is refused', async (endpoint, reason) => {
    const { status, body } = await send('POST', '/endpoints', { endpoint })
    expect(status).toBe(400)
    expect(body.error.message).toContain(reason)
  })
})

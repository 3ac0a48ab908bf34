import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { project, startTestCloud, type TestCloud } from '@/lib/localcloud/test-cloud'

let cloud: TestCloud
let admin = ''
let alice = ''
let aliceId = ''
let demoId = ''

beforeAll(async () => {
  cloud = await startTestCloud()
  admin = await cloud.admin()
  alice = await cloud.signIn('alice', 'alice', project('demo'))
  const own = await cloud.call('GET', '/auth/tokens?nocatalog', {
    token: alice,
    headers: { 'X-Subject-Token': alice },
  })
  aliceId = own.body.token.user.id
  demoId = own.body.token.project.id
})
afterAll(() => cloud.stop())

const get = (path: string, token = admin) => cloud.call('GET', path, { token })
const send = (method: string, path: string, body?: unknown, token = admin) =>
  cloud.call(method, path, { token, ...(body !== undefined && { body }) })
const names = (list: { name: string }[]) => list.map(({ name }) => name)
const idOf = async (path: string, key: string): Promise<string> => (await get(path)).body[key][0].id

describe('what a user may see', () => {
  test.each([
    ['/auth/projects', 200],
    ['/auth/domains', 200],
    ['/auth/system', 200],
    ['/auth/catalog', 200],
    ['/regions', 200],
    ['/domains/default', 200],
    ['/domains', 403],
    ['/projects', 403],
    ['/users', 403],
    ['/roles', 403],
    ['/services', 403],
    ['/endpoints', 403],
    ['/groups', 403],
    ['/role_assignments', 403],
    ['/users/nobody', 403],
    ['/projects/nothing', 403],
  ])('%s answers %i', async (path, status) => {
    const answer = await get(path, alice)
    expect(answer.status).toBe(status)
  })

  test('the own user and project, and only those', async () => {
    const bobId = await idOf('/users?name=bob', 'users')
    const partnerId = await idOf('/projects?name=partner', 'projects')
    expect((await get(`/users/${aliceId}`, alice)).body.user.name).toBe('alice')
    expect((await get(`/users/${bobId}`, alice)).status).toBe(403)
    expect((await get(`/projects/${demoId}`, alice)).body.project.name).toBe('demo')
    expect((await get(`/projects/${partnerId}`, alice)).status).toBe(403)
    expect(names((await get('/auth/projects', alice)).body.projects)).toEqual(['demo', 'partner'])
  })

  test('an unscoped token leads nowhere but to the own lists', async () => {
    const unscoped = await cloud.signIn('alice', 'alice')
    expect((await get('/auth/projects', unscoped)).status).toBe(200)
    expect((await get('/auth/catalog', unscoped)).status).toBe(403)
    expect((await get('/projects', unscoped)).status).toBe(403)
  })

  test('somebody without a project has an empty list', async () => {
    const token = await cloud.signIn('noproject', 'noproject')
    expect((await get('/auth/projects', token)).body.projects).toEqual([])
  })

  test('a reader of the system sees what an administrator sees and changes nothing', async () => {
    const carolId = await idOf('/users?name=carol', 'users')
    const readerId = await idOf('/roles?name=reader', 'roles')
    const grant = `/system/users/${carolId}/roles/${readerId}`
    expect((await send('PUT', grant)).status).toBe(204)
    const token = await cloud.signIn('carol', 'carol', { system: { all: true } })
    expect((await get('/users', token)).status).toBe(200)
    expect((await send('POST', '/projects', { project: { name: 'x' } }, token)).status).toBe(403)
    await send('DELETE', grant)
    expect((await get('/users', token)).status).toBe(401)
  })
})

describe('roles', () => {
  test('come from groups, from above and from other roles, and end with them', async () => {
    const { body } = await send('POST', '/users', { user: { name: 'dora', password: 'dora' } })
    const doraId: string = body.user.id
    const memberId = await idOf('/roles?name=member', 'roles')
    const groupId: string = (await send('POST', '/groups', { group: { name: 'team' } })).body.group
      .id
    await send('PUT', `/groups/${groupId}/users/${doraId}`)
    await send('PUT', `/projects/${demoId}/groups/${groupId}/roles/${memberId}`)
    const inherited = `/OS-INHERIT/domains/default/users/${doraId}/roles/${memberId}/inherited_to_projects`
    await send('PUT', inherited)
    const dora = await cloud.signIn('dora', 'dora')
    expect(names((await get('/auth/projects', dora)).body.projects)).toEqual([
      'admin',
      'demo',
      'partner',
      'service',
    ])
    const token = await cloud.signIn('dora', 'dora', project('demo'))
    const seen = await get(
      `/role_assignments?effective&include_names&user.id=${doraId}&scope.project.id=${demoId}`,
    )
    const roles = seen.body.role_assignments.map((row: { role: { name: string } }) => row.role.name)
    expect(roles.sort()).toEqual(['member', 'member', 'reader', 'reader'])
    await send('DELETE', inherited)
    expect(names((await get('/auth/projects', dora)).body.projects)).toEqual(['demo'])
    await send('DELETE', `/groups/${groupId}`)
    expect((await get('/auth/projects', token)).status).toBe(401)
  })

  test('a grant is there or not', async () => {
    const readerId = await idOf('/roles?name=reader', 'roles')
    const path = `/projects/${demoId}/users/${aliceId}/roles/${readerId}`
    expect((await get(path)).body.error.message).toBe(
      `Could not find role assignment with role: ${readerId}, user or group: ${aliceId}, project, domain, or system: ${demoId}.`,
    )
    expect((await send('PUT', path)).status).toBe(204)
    expect((await send('HEAD', path)).status).toBe(204)
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('DELETE', path)).status).toBe(404)
  })

  test('the first three cannot be changed', async () => {
    const memberId = await idOf('/roles?name=member', 'roles')
    const answer = await send('PATCH', `/roles/${memberId}`, { role: { name: 'other' } })
    expect([answer.status, answer.body.error.title]).toEqual([403, 'Forbidden'])
    expect((await send('DELETE', `/roles/${memberId}`)).status).toBe(403)
  })
})

describe('application credentials', () => {
  const path = () => `/users/${aliceId}/application_credentials`
  const signIn = (part: unknown, scope?: unknown) =>
    cloud.call('POST', '/auth/tokens?nocatalog', {
      body: {
        auth: {
          identity: { methods: ['application_credential'], application_credential: part },
          ...(scope !== undefined && { scope }),
        },
      },
    })

  test('sign in to their project, cannot be exchanged, and end with their deletion', async () => {
    const made = await send('POST', path(), { application_credential: { name: 'ci' } }, alice)
    expect(made.status).toBe(201)
    const { id, secret, project_id } = made.body.application_credential
    expect(project_id).toBe(demoId)
    const answer = await signIn({ id, secret })
    expect(answer.body.token).toMatchObject({
      methods: ['application_credential'],
      project: { name: 'demo' },
      application_credential: { id, name: 'ci', restricted: true },
    })
    const token = answer.headers.get('X-Subject-Token') ?? ''
    const again = { auth: { identity: { methods: ['token'], token: { id: token } } } }
    expect((await cloud.call('POST', '/auth/tokens', { body: again })).status).toBe(403)
    expect((await signIn({ id, secret }, project('demo'))).status).toBe(401)
    expect((await signIn({ id, secret: 'wrong' })).status).toBe(401)
    const shown = await get(`${path()}/${id}`, alice)
    expect(shown.body.application_credential.secret).toBeUndefined()
    expect((await send('DELETE', `${path()}/${id}`, undefined, alice)).status).toBe(204)
    expect((await get('/auth/projects', token)).status).toBe(404)
    expect((await signIn({ id, secret })).status).toBe(404)
  })

  test('belong to who made them and carry no role the maker lacks', async () => {
    const make = (body: unknown, token = alice) =>
      send('POST', path(), { application_credential: body }, token)
    expect((await make({ name: 'x' }, admin)).status).toBe(403)
    expect((await make({ name: 'x', roles: [{ name: 'admin' }] })).status).toBe(400)
    expect((await make({ name: 'x', expires_at: '2001-01-01T00:00:00' })).status).toBe(400)
    expect((await make({ name: 'x', access_rules: [{ path: '/a', method: 'GET' }] })).status).toBe(
      501,
    )
    expect((await make({ name: 'once' })).status).toBe(201)
    expect((await make({ name: 'once' })).status).toBe(409)
  })
})

describe('calls that nobody answers', () => {
  test.each([
    ['GET', '/nothing', 404],
    ['GET', '/OS-TRUST/trusts', 501],
    ['POST', '/OS-FEDERATION/identity_providers', 501],
    ['GET', '/limits', 501],
    ['PUT', '/auth/tokens', 405],
    ['POST', `/users/x`, 405],
  ])('%s %s is %i', async (method, path, status) => {
    const answer = await send(method, path, method === 'GET' ? undefined : {})
    expect(answer.status).toBe(status)
    if (status === 405) expect(answer.headers.get('Allow')).toContain('GET')
    if (status === 501) expect(answer.body.error.message).toMatch(/^This cloud has no /)
  })
})

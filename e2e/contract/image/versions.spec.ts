import { expect } from '@playwright/test'
import { expectGlanceError, requestId } from '@/e2e/contract/errors'
import { call } from '@/e2e/contract/http'
import { test } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as, glanceUrl } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type Version = { id: string; status: string; links: Array<{ rel: string; href: string }> }

const unauthorized =
  'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.'

for (const [path, status] of [
  ['/', 300],
  ['/versions', 200],
  ['/v1', 300],
  ['/v3', 300],
] as const) {
  test(`GET ${path} lists the versions, with ${status}`, async () => {
    const answer = await call('GET', `${await glanceUrl()}${path}`)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    const { versions } = answer.json<{ versions: Version[] }>()
    const ids = versions.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['v2.15', 'v2.9', 'v2.7', 'v2.5', 'v2.0']))
    expect(ids, 'several stores').toEqual(
      expect.arrayContaining(['v2.8', 'v2.10', 'v2.11', 'v2.13']),
    )
    expect(ids.includes('v2.16'), 'with the cache').toBe(target.abilities.cache)
    expect(ids.includes('v2.14'), 'with the cache').toBe(target.abilities.cache)
    expect(versions.map((version) => version.status)).toEqual([
      'CURRENT',
      ...ids.slice(1).map(() => 'SUPPORTED'),
    ])
    for (const { links } of versions) {
      expect(links).toEqual([{ rel: 'self', href: `${await glanceUrl()}/v2/` }])
    }
  })
}

test('an unknown path below /v2 is 404', async () => {
  expectGlanceError(
    await (await as('alice')).image('GET', '/nothing'),
    404,
    'The resource could not be found.',
  )
})

for (const method of ['PUT', 'PATCH', 'DELETE']) {
  test(`${method} /images is 405 with Allow`, async () => {
    const answer = await (await as('alice')).image(
      method,
      '/images',
      method === 'DELETE' ? {} : { json: {} },
    )
    expectGlanceError(answer, 405, `The method ${method} is not allowed for this resource.`)
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'POST'])
  })
}

for (const token of [undefined, '', 'not-a-token']) {
  test(`the token ${JSON.stringify(token)} is 401 and says who to ask`, async () => {
    const answer = await call(
      'GET',
      `${await glanceUrl()}/v2/images`,
      token === undefined ? {} : { token },
    )
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe(`Keystone uri="${target.keystoneUrl}"`)
    expect(answer.json<{ message: string }>().message).toContain(unauthorized)
  })
}

test('an unscoped token lists nothing', async () => {
  const { token } = await as('noproject')
  const answer = await call('GET', `${await glanceUrl()}/v2/images?visibility=private`, { token })
  expect(answer.status).toBe(byPolicy(200, 403))
  expect(answer.json<{ images?: unknown[] }>().images ?? []).toEqual([])
})

for (const accept of ['text/html', '*/*']) {
  test(`an error is HTML for Accept: ${accept}`, async () => {
    const answer = await (await as('alice')).image('GET', '/images/nope', { headers: { accept } })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(answer.text).toContain('<title>404 Not Found</title>')
    expect(answer.text).toContain('No image found with ID nope<br /><br />')
  })
}

test('every answer has a request id', async () => {
  const answer = await (await as('alice')).image('GET', '/images?limit=1')
  expect(answer.headers.get('x-openstack-request-id')).toMatch(requestId)
})

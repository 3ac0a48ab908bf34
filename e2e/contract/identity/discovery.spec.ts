import { expect, test } from '@playwright/test'
import { expectKeystoneError, malformed, requestId, wrongCredentials } from '@/e2e/contract/errors'
import { call } from '@/e2e/contract/http'
import { target } from '@/e2e/target'

const root = () => target.keystoneUrl.replace(/\/v3$/, '/')

type Version = {
  id: string
  status: string
  updated: string
  links: Array<{ rel: string; href: string }>
  'media-types': Array<{ base: string; type: string }>
}

function expectVersion3(version: Version | undefined): void {
  expect(version).toEqual({
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${target.keystoneUrl}/` }],
    'media-types': [
      { base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' },
    ],
  })
}

test('the root lists the versions, with 300', async () => {
  const answer = await call('GET', root())
  expect(answer.status).toBe(300)
  expect(answer.headers.get('location')).toBe(`${target.keystoneUrl}/`)
  const { versions } = answer.json<{ versions: { values: Version[] } }>()
  expect(versions.values).toHaveLength(1)
  expectVersion3(versions.values[0])
})

for (const end of ['', '/']) {
  test(`/v3${end} describes version 3`, async () => {
    const answer = await call('GET', `${target.keystoneUrl}${end}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('vary')).toBe('X-Auth-Token')
    expect(answer.headers.get('x-openstack-request-id')).toMatch(requestId)
    expectVersion3(answer.json<{ version: Version }>().version)
  })
}

test('an unknown path is 404 as HTML', async () => {
  const answer = await call('GET', `${target.keystoneUrl}/nothing-here`)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
})

test('a method that a path does not have is 405 with Allow', async () => {
  const answer = await call('PATCH', `${target.keystoneUrl}/auth/tokens`)
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')?.split(', ').sort()).toEqual([
    'DELETE',
    'GET',
    'HEAD',
    'OPTIONS',
    'POST',
  ])
  expect(answer.json()).toEqual({ message: 'The method is not allowed for the requested URL.' })
})

test('a request id is new for each request', async () => {
  const ids = await Promise.all(
    [1, 2].map(async () =>
      (await call('GET', target.keystoneUrl)).headers.get('x-openstack-request-id'),
    ),
  )
  expect(ids[0]).not.toBe(ids[1])
})

for (const { what, body, type, message } of [
  {
    what: 'no body',
    body: undefined,
    type: 'application/json',
    message: `Expecting to find auth in request body. ${malformed}`,
  },
  {
    what: 'an empty object',
    body: '{}',
    type: 'application/json',
    message: `Expecting to find auth in request body. ${malformed}`,
  },
  {
    what: 'broken JSON',
    body: '{',
    type: 'application/json',
    message: `Expecting to find valid JSON in request body. ${malformed}`,
  },
  {
    what: 'an array',
    body: '[1]',
    type: 'application/json',
    message: `Expecting to find valid JSON in request body. ${malformed}`,
  },
  {
    what: 'another content type',
    body: 'auth',
    type: 'text/plain',
    message: `Expecting to find application/json in Content-Type header. ${malformed}`,
  },
]) {
  test(`POST /auth/tokens with ${what} is 400`, async () => {
    const answer = await call('POST', `${target.keystoneUrl}/auth/tokens`, {
      headers: { 'content-type': type },
      ...(body !== undefined && { body }),
    })
    expectKeystoneError(answer, 400, message)
  })
}

for (const path of [
  '/projects',
  '/domains',
  '/users',
  '/roles',
  '/role_assignments',
  '/services',
  '/endpoints',
  '/regions',
  '/auth/tokens',
  '/auth/projects',
  '/auth/domains',
  '/auth/catalog',
  '/credentials',
]) {
  test(`GET ${path} without a token is 401 and says who to ask`, async () => {
    const answer = await call('GET', `${target.keystoneUrl}${path}`)
    expectKeystoneError(answer, 401, wrongCredentials)
    expect(answer.headers.get('www-authenticate')).toBe(`Keystone uri="${target.keystoneUrl}"`)
  })
}

test('a token that is none is 401', async () => {
  const answer = await call('GET', `${target.keystoneUrl}/projects`, { token: 'not-a-token' })
  expectKeystoneError(answer, 401, wrongCredentials)
})

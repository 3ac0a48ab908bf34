import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordBody, project, startTestCloud, type TestCloud } from '@/lib/localcloud/test-cloud'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.stop())

const post = (body: unknown, query = '') => cloud.call('POST', `/auth/tokens${query}`, { body })
const unauthorized = {
  error: {
    code: 401,
    message: 'The request you have made requires authentication.',
    title: 'Unauthorized',
  },
}

describe('sign-in by password', () => {
  test('without a scope names the user and nothing else', async () => {
    const answer = await post(passwordBody('alice', 'alice'))
    expect(answer.status).toBe(201)
    expect(answer.headers.get('Vary')).toBe('X-Auth-Token')
    expect(answer.headers.get('X-Openstack-Request-Id')).toMatch(/^req-[0-9a-f-]{36}$/)
    expect(Object.keys(answer.body.token).sort()).toEqual([
      'audit_ids',
      'expires_at',
      'issued_at',
      'methods',
      'user',
    ])
    expect(answer.body.token.user).toMatchObject({
      name: 'alice',
      domain: { id: 'default', name: 'Default' },
      password_expires_at: null,
    })
    expect(answer.body.token.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000000Z$/)
  })

  test('on a project has its roles and the catalogue', async () => {
    const { body } = await post(passwordBody('alice', 'alice', project('demo')))
    const names = body.token.roles.map((role: { name: string }) => role.name)
    expect(names).toEqual(['member', 'reader'])
    expect(body.token).toMatchObject({ is_domain: false, project: { name: 'demo' } })
    const image = body.token.catalog.find((service: { type: string }) => service.type === 'image')
    expect(image.endpoints.map((endpoint: { interface: string }) => endpoint.interface)).toEqual([
      'public',
      'admin',
      'internal',
    ])
    for (const endpoint of image.endpoints) {
      expect(endpoint).toMatchObject({ url: `${cloud.origin}/image`, region: 'RegionOne' })
    }
  })

  test('?nocatalog leaves the catalogue out', async () => {
    const { body } = await post(passwordBody('alice', 'alice', project('demo')), '?nocatalog')
    expect(body.token.catalog).toBeUndefined()
    expect(body.token.roles).toHaveLength(2)
  })

  test.each([
    ['wrong password', passwordBody('alice', 'nope')],
    ['unknown user', passwordBody('nobody', 'x')],
    ['unknown domain', passwordBody('alice', 'alice', undefined, 'Nowhere')],
    ['unknown project', passwordBody('alice', 'alice', { project: { id: 'nope' } })],
    ['project without a role', passwordBody('bob', 'bob', project('demo'))],
    ['domain without a role', passwordBody('alice', 'alice', { domain: { id: 'default' } })],
    ['system without a role', passwordBody('alice', 'alice', { system: { all: true } })],
    ['no password', passwordBody('alice', undefined as unknown as string)],
  ])('%s is the same 401', async (_what, body) => {
    const answer = await post(body)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe(`Keystone uri="${cloud.keystoneUrl}"`)
    expect(answer.body).toEqual(unauthorized)
  })

  test('names are unique in their domain only', async () => {
    const scope = { project: { name: 'research', domain: { name: 'Corp' } } }
    expect((await post(passwordBody('alice', 'corp-alice', scope, 'Corp'))).status).toBe(201)
    expect((await post(passwordBody('alice', 'corp-alice'))).status).toBe(401)
  })

  test('an expired password is told apart', async () => {
    const { status, body } = await post(passwordBody('expired', 'expired'))
    expect(status).toBe(401)
    expect(body.error.message).toMatch(
      /^The password is expired and needs to be changed for user: /,
    )
  })
})

describe('bodies that do not fit', () => {
  const expecting = (what: string, where: string) =>
    `Expecting to find ${what} in ${where}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`
  const identity = (part: unknown) => ({ auth: { identity: part } })

  test.each([
    [{}, expecting('auth', 'request body')],
    [identity({ methods: ['password'] }), expecting('password', 'identity')],
    [identity({ methods: ['password'], password: {} }), expecting('user', 'None')],
    [
      identity({ methods: ['password'], password: { user: { name: 'alice' } } }),
      expecting('domain', 'user'),
    ],
    [
      passwordBody('alice', 'alice', { project: {} }),
      'Invalid input for field scope/project: id or name must be present.',
    ],
    [
      passwordBody('alice', 'alice', { x: {} }),
      expecting('system, project, domain, OS-TRUST:trust or unscoped', 'scope'),
    ],
  ])('%j', async (body, message) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ error: { code: 400, message, title: 'Bad Request' } })
  })

  test('a schema failure says where and why', async () => {
    const { status, body } = await post(identity({ methods: 'password' }))
    expect(status).toBe(400)
    expect(body.error.message).toBe(
      "Invalid input for field 'identity/methods': 'password' is not of type 'array'\n\nFailed validating 'type' in schema['properties']['identity']['properties']['methods']:\n    {'items': {'type': 'string'}, 'type': 'array'}\n\nOn instance['identity']['methods']:\n    'password'",
    )
  })

  test('another content type and broken JSON are 400', async () => {
    const send = (type: string, text: string) =>
      fetch(`${cloud.keystoneUrl}/auth/tokens`, {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: text,
      }).then((response) => response.json())
    expect((await send('text/plain', '{}')).error.message).toContain('application/json')
    expect((await send('application/json', '{')).error.message).toContain('valid JSON')
    expect((await send('application/json', '[]')).error.message).toContain('valid JSON')
  })

  test('an unknown method lists the known ones', async () => {
    const { status, body } = await post(identity({ methods: ['magic'], magic: {} }))
    expect(status).toBe(401)
    expect(body.error.identity.methods).toContain('password')
  })
})

describe('a token from a token', () => {
  const rescope = (id: string, scope?: unknown) => ({
    auth: {
      identity: { methods: ['token'], token: { id } },
      ...(scope !== undefined && { scope }),
    },
  })

  test('keeps end and chain, adds its method', async () => {
    const first = await post(passwordBody('alice', 'alice'))
    const id = first.headers.get('X-Subject-Token') ?? ''
    const { status, body } = await post(rescope(id, project('partner')))
    expect(status).toBe(201)
    expect(body.token.methods).toEqual(['token', 'password'])
    expect(body.token.expires_at).toBe(first.body.token.expires_at)
    expect(body.token.audit_ids).toHaveLength(2)
    expect(body.token.audit_ids[1]).toBe(first.body.token.audit_ids[0])
  })

  test('an unknown one is 404', async () => {
    const { status, body } = await post(rescope('rubbish'))
    expect(status).toBe(404)
    expect(body.error.message).toBe('Could not recognize Fernet token')
  })

  test('of the system does not lead into a project', async () => {
    const id = await cloud.signIn('admin', 'admin', { system: { all: true } })
    expect((await post(rescope(id, project('admin')))).status).toBe(403)
  })
})

describe('validation and revocation', () => {
  const ask = (method: string, token: string, subject?: string) =>
    cloud.call(method, '/auth/tokens?nocatalog', {
      token,
      headers: subject === undefined ? {} : { 'X-Subject-Token': subject },
    })

  test('a user may look at the own token, not at others', async () => {
    const [own, other] = [await cloud.signIn('alice', 'alice'), await cloud.signIn('bob', 'bob')]
    const answer = await ask('GET', own, own)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('X-Subject-Token')).toBe(own)
    expect((await ask('GET', own, other)).body.error.message).toBe(
      'You are not authorized to perform the requested action: identity:validate_token.',
    )
    expect((await ask('GET', await cloud.admin(), other)).status).toBe(200)
  })

  test('HEAD says the same without a body', async () => {
    const own = await cloud.signIn('alice', 'alice')
    const answer = await ask('HEAD', own, own)
    expect([answer.status, answer.text]).toEqual([200, ''])
  })

  test('a revoked token is over; those made from it are not', async () => {
    const admin = await cloud.admin()
    const first = await cloud.signIn('alice', 'alice')
    const second = await post({
      auth: { identity: { methods: ['token'], token: { id: first } }, scope: project('demo') },
    })
    const secondId = second.headers.get('X-Subject-Token') ?? ''
    expect((await ask('DELETE', first, first)).status).toBe(204)
    expect((await ask('GET', admin, first)).body.error.message).toBe('Failed to validate token')
    expect((await cloud.call('GET', '/auth/projects', { token: first })).status).toBe(401)
    expect((await cloud.call('GET', '/auth/projects', { token: secondId })).status).toBe(200)
  })

  test('without or with an unknown subject it is 404', async () => {
    const admin = await cloud.admin()
    expect((await ask('GET', admin)).body.error.message).toBe('No token in the request')
    expect((await ask('GET', await cloud.signIn('alice', 'alice'))).status).toBe(403)
    expect((await ask('DELETE', admin, 'x')).status).toBe(404)
  })
})

import { expect, test } from '@playwright/test'
import {
  expectKeystoneError,
  hexId,
  keystoneTime,
  malformed,
  wrongCredentials,
} from '@/e2e/contract/errors'
import {
  as,
  authenticate,
  passwordAuth,
  projectScope,
  type TokenBody,
} from '@/e2e/contract/session'
import { target } from '@/e2e/target'

const { accounts } = target
const bodyOf = (answer: Awaited<ReturnType<typeof authenticate>>) => answer.json<TokenBody>().token
const byUser = (user: unknown) => ({
  auth: { identity: { methods: ['password'], password: { user } } },
})

test.describe('what a password token tells', () => {
  test('without scope: who and how long, and nothing of a project', async () => {
    const answer = await authenticate(passwordAuth(accounts.alice))
    expect(answer.status).toBe(201)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('vary')).toBe('X-Auth-Token')
    expect(answer.headers.get('x-subject-token')).toMatch(/^[\w-]{80,255}={0,2}$/)
    const token = bodyOf(answer)
    expect(token).toEqual({
      methods: ['password'],
      user: {
        id: expect.stringMatching(hexId),
        name: 'alice',
        domain: { id: 'default', name: 'Default' },
        password_expires_at: null,
      },
      audit_ids: [expect.stringMatching(/^[\w-]{22}$/)],
      expires_at: expect.stringMatching(keystoneTime),
      issued_at: expect.stringMatching(keystoneTime),
    })
    expect(Date.parse(token.expires_at)).toBeGreaterThan(Date.parse(token.issued_at))
  })

  test('with the scope "unscoped": the same', async () => {
    const token = bodyOf(await authenticate(passwordAuth(accounts.alice, 'unscoped')))
    expect(token.project).toBeUndefined()
    expect(token.roles).toBeUndefined()
    expect(token.catalog).toBeUndefined()
  })

  test('with the scope {unscoped: {}}: the same', async () => {
    const answer = await authenticate(passwordAuth(accounts.alice, { unscoped: {} }))
    expect(answer.status).toBe(201)
    expect(bodyOf(answer).project).toBeUndefined()
  })

  test('with a project: project, roles with the implied ones, catalogue', async () => {
    const token = bodyOf(await authenticate(passwordAuth(accounts.alice, projectScope('demo'))))
    expect(token.project).toEqual({
      id: expect.stringMatching(hexId),
      name: 'demo',
      domain: { id: 'default', name: 'Default' },
    })
    expect(token.is_domain).toBe(false)
    expect(token.roles?.map(({ name }) => name).sort()).toEqual(['member', 'reader'])
    expect(token.catalog?.map(({ type }) => type).sort()).toEqual(['identity', 'image'])
    for (const service of token.catalog ?? []) {
      expect(service.endpoints.map((endpoint) => endpoint.interface).sort()).toEqual([
        'admin',
        'internal',
        'public',
      ])
      for (const endpoint of service.endpoints) {
        expect(endpoint).toEqual({
          id: expect.stringMatching(hexId),
          interface: expect.any(String),
          region: 'RegionOne',
          region_id: 'RegionOne',
          url: expect.stringMatching(/^http/),
        })
      }
    }
  })

  test('an admin has member and reader too', async () => {
    const token = bodyOf(await authenticate(passwordAuth(accounts.admin, projectScope('admin'))))
    expect(token.roles?.map(({ name }) => name).sort()).toEqual(['admin', 'member', 'reader'])
  })

  test('the same name in another domain is another person', async () => {
    const token = bodyOf(
      await authenticate(passwordAuth(accounts.corpAlice, projectScope('research', 'Corp'))),
    )
    expect(token.user.domain.name).toBe('Corp')
    expect(token.user.id).not.toBe((await as('alice')).userId)
    expect(token.project?.domain.name).toBe('Corp')
  })
})

test.describe('ways to name the user and the project', () => {
  const variants: Array<[string, (user: string, project: string) => unknown]> = [
    ['user by id', (id) => byUser({ id, password: 'alice' })],
    ['domain by id', () => byUser({ name: 'alice', domain: { id: 'default' }, password: 'alice' })],
    ['project by id', (_, id) => passwordAuth(accounts.alice, { project: { id } })],
    [
      'project by name and domain id',
      () => passwordAuth(accounts.alice, { project: { name: 'demo', domain: { id: 'default' } } }),
    ],
  ]
  for (const [what, bodyFor] of variants) {
    test(what, async () => {
      const alice = await as('alice')
      const answer = await authenticate(bodyFor(alice.userId, alice.projectId))
      expect(answer.status).toBe(201)
      expect(bodyOf(answer).user.id).toBe(alice.userId)
    })
  }
})

test.describe('one sentence for every wrong password, name or scope', () => {
  const alice = accounts.alice
  const cases: Array<[string, unknown]> = [
    ['wrong password', passwordAuth({ ...alice, password: 'wrong' })],
    ['empty password', passwordAuth({ ...alice, password: '' })],
    ['no password', byUser({ name: 'alice', domain: { id: 'default' } })],
    ['unknown user', passwordAuth({ ...alice, name: 'nobody-at-all' })],
    [
      'name in another case with a wrong password',
      passwordAuth({ ...alice, name: 'ALICE', password: 'x' }),
    ],
    ['unknown user id', byUser({ id: '0'.repeat(32), password: 'alice' })],
    ['unknown domain', passwordAuth({ ...alice, domain: 'Nowhere' })],
    ["the other alice's domain", passwordAuth({ ...alice, domain: 'Corp' })],
    ['unknown project', passwordAuth(alice, projectScope('no-such-project'))],
    ['unknown project id', passwordAuth(alice, { project: { id: '0'.repeat(32) } })],
    ["a project's name in the wrong domain", passwordAuth(alice, projectScope('demo', 'Corp'))],
    ['no role on the project', passwordAuth(alice, projectScope('admin'))],
    ['no role on the domain', passwordAuth(alice, { domain: { id: 'default' } })],
    ['no role on the system', passwordAuth(alice, { system: { all: true } })],
    [
      'admin without a role on the domain',
      passwordAuth(accounts.admin, { domain: { name: 'Corp' } }),
    ],
    ['no method at all', { auth: { identity: { methods: [] } } }],
  ]
  for (const [what, body] of cases) {
    test(`${what} is 401`, async () => {
      const answer = await authenticate(body)
      expectKeystoneError(answer, 401, wrongCredentials)
      expect(answer.headers.get('x-subject-token')).toBeNull()
      expect(answer.headers.get('www-authenticate')).toBe(`Keystone uri="${target.keystoneUrl}"`)
    })
  }
})

test.describe('bodies that are not well formed', () => {
  const scopeWords = `Expecting to find system, project, domain, OS-TRUST:trust or unscoped in scope. ${malformed}`
  const cases: Array<[string, unknown, string | RegExp]> = [
    ['auth is null', { auth: null }, `Expecting to find auth in request body. ${malformed}`],
    ['auth is a string', { auth: 'x' }, /^'x' is not of type 'object'/],
    ['no identity', { auth: {} }, /^'identity' is a required property/],
    [
      'no methods',
      { auth: { identity: {} } },
      /^Invalid input for field 'identity': 'methods' is a required property/,
    ],
    [
      'methods are no array',
      { auth: { identity: { methods: 'password' } } },
      /'password' is not of type 'array'/,
    ],
    [
      'method without its body',
      { auth: { identity: { methods: ['password'] } } },
      `Expecting to find password in identity. ${malformed}`,
    ],
    [
      'no user',
      { auth: { identity: { methods: ['password'], password: {} } } },
      /^Expecting to find user in/,
    ],
    [
      'user name without domain',
      byUser({ name: 'alice', password: 'alice' }),
      `Expecting to find domain in user. ${malformed}`,
    ],
    [
      'password is a number',
      byUser({ name: 'alice', domain: { id: 'default' }, password: 5 }),
      /^Invalid input for field 'identity\/password\/user\/password': 5 is not of type 'string'/,
    ],
    [
      'project name without domain',
      passwordAuth(accounts.alice, { project: { name: 'demo' } }),
      `Expecting to find domain in project. ${malformed}`,
    ],
    [
      'two scopes',
      passwordAuth(accounts.alice, { domain: { id: 'default' }, project: { id: 'x' } }),
      scopeWords,
    ],
    ['empty scope', passwordAuth(accounts.alice, {}), scopeWords],
    ['unknown scope', passwordAuth(accounts.alice, { galaxy: {} }), scopeWords],
    ['scope is another string', passwordAuth(accounts.alice, 'nonsense'), scopeWords],
  ]
  for (const [what, body, message] of cases) {
    test(`${what} is 400`, async () => {
      expectKeystoneError(await authenticate(body), 400, message)
    })
  }

  test('an unknown method is 401 and lists the known ones', async () => {
    const answer = await authenticate({ auth: { identity: { methods: ['smoke'], smoke: {} } } })
    expectKeystoneError(answer, 401, 'Attempted to authenticate with an unsupported method.')
    const { error } = answer.json<{ error: { identity: { methods: string[] } } }>()
    expect(error.identity.methods.sort()).toEqual([
      'application_credential',
      'password',
      'token',
      'totp',
    ])
  })
})

test.describe('other scopes', () => {
  test('an admin gets a system scope', async () => {
    const token = bodyOf(
      await authenticate(passwordAuth(accounts.admin, { system: { all: true } })),
    )
    expect(token.system).toEqual({ all: true })
    expect(token.project).toBeUndefined()
    expect(token.roles?.map(({ name }) => name)).toContain('admin')
    expect(token.catalog).toBeDefined()
  })

  test('a role on a domain gives a domain scope', async () => {
    const admin = await as('admin')
    const roles = await admin.identity('GET', '/roles?name=member')
    const role = roles.json<{ roles: Array<{ id: string }> }>().roles[0]?.id
    const grant = `/domains/default/users/${(await as('bob')).userId}/roles/${role}`
    expect((await admin.identity('PUT', grant)).status).toBe(204)
    const token = bodyOf(
      await authenticate(passwordAuth(accounts.bob, { domain: { name: 'Default' } })),
    )
    expect((await admin.identity('DELETE', grant)).status).toBe(204)
    expect(token.domain).toEqual({ id: 'default', name: 'Default' })
    expect(token.project).toBeUndefined()
    expect(token.roles?.map(({ name }) => name).sort()).toEqual(['member', 'reader'])
  })

  test('somebody without a project signs in, unscoped', async () => {
    const answer = await authenticate(passwordAuth(accounts.noproject))
    expect(answer.status).toBe(201)
    expect(bodyOf(answer).project).toBeUndefined()
  })

  test('nocatalog leaves the catalogue out', async () => {
    const answer = await authenticate(passwordAuth(accounts.alice, projectScope('demo')), {
      query: '?nocatalog',
    })
    expect(answer.status).toBe(201)
    expect(bodyOf(answer).catalog).toBeUndefined()
    expect(bodyOf(answer).roles).toHaveLength(2)
  })

  test('an expired password is told apart, with the id of the user', async () => {
    const answer = await authenticate(passwordAuth(accounts.expired))
    expectKeystoneError(
      answer,
      401,
      /^The password is expired and needs to be changed for user: [0-9a-f]{32}\.$/,
    )
  })
})

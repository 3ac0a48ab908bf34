import { expect, test } from '@playwright/test'
import { expectKeystoneError, hexId, wrongCredentials } from '@/e2e/contract/errors'
import { call } from '@/e2e/contract/http'
import {
  as,
  authenticate,
  passwordAuth,
  sessionOf,
  type TokenBody,
  uniqueName,
} from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type User = { id: string; name: string }

async function admin(method: string, path: string, json?: unknown) {
  return (await as('admin')).identity(method, path, json === undefined ? {} : { json })
}

async function withUser(use: (user: User) => Promise<void>, more: object = {}) {
  const made = await admin('POST', '/users', {
    user: { name: uniqueName('user'), password: 'first', ...more },
  })
  expect(made.status, made.text).toBe(201)
  const { user } = made.json<{ user: User }>()
  await use(user)
  await admin('DELETE', `/users/${user.id}`)
}

const signInAs = (user: User, password: string) =>
  authenticate(passwordAuth({ name: user.name, domain: 'Default', password }))
const changePassword = (user: User, json: unknown) =>
  call('POST', `${target.keystoneUrl}/users/${user.id}/password`, { json })

test.describe('users', () => {
  test('create answers 201 with the whole user, and no password', async () => {
    const name = uniqueName('user')
    const made = await admin('POST', '/users', {
      user: { name, password: 'secret', email: 'a@example.org', description: 'hello' },
    })
    expect(made.status).toBe(201)
    const { user } = made.json<{ user: User }>()
    expect(user).toEqual({
      id: expect.stringMatching(hexId),
      name,
      domain_id: 'default',
      enabled: true,
      email: 'a@example.org',
      description: 'hello',
      password_expires_at: null,
      options: {},
      links: { self: `${target.keystoneUrl}/users/${user.id}` },
    })
    expect((await admin('GET', `/users/${user.id}`)).json()).toEqual({ user })
    expect((await signInAs(user, 'secret')).status).toBe(201)
    expect((await admin('DELETE', `/users/${user.id}`)).status).toBe(204)
    expectKeystoneError(
      await admin('DELETE', `/users/${user.id}`),
      404,
      `Could not find user: ${user.id}.`,
    )
    expect((await signInAs(user, 'secret')).status).toBe(401)
  })

  test('the same name in one domain is 409', async () => {
    await withUser(async ({ name }) => {
      expectKeystoneError(
        await admin('POST', '/users', { user: { name } }),
        409,
        `Conflict occurred attempting to store user - Duplicate entry found with name ${name} at domain ID default.`,
      )
    })
  })

  for (const [what, user, status, message] of [
    ['no name', { password: 'x' }, 400, /^'name' is a required property/],
    [
      'a name over 255',
      { name: 'x'.repeat(256) },
      400,
      /^Invalid input for field 'name': 'x+' is too long/,
    ],
    [
      'enabled as text',
      { name: 'x', enabled: 'x' },
      400,
      /^Invalid input for field 'enabled': 'x' is not of type 'boolean'/,
    ],
    [
      'an unknown option',
      { name: 'x', options: { nonsense: true } },
      400,
      /^Invalid input for field 'options': Additional properties are not allowed \('nonsense' was unexpected\)/,
    ],
    [
      'an option of the wrong kind',
      { name: 'x', options: { ignore_password_expiry: 'x' } },
      400,
      /^Invalid input for field 'options\/ignore_password_expiry': 'x' is not of type 'boolean', 'null'/,
    ],
    ['an unknown domain', { name: 'x', domain_id: 'nope' }, 404, 'Could not find domain: nope.'],
  ] as const) {
    test(`create with ${what} is ${status}`, async () => {
      expectKeystoneError(await admin('POST', '/users', { user }), status, message)
    })
  }

  test('list filters by name and domain', async () => {
    await withUser(async (user) => {
      for (const [query, count] of [
        [`name=${user.name}`, 1],
        [`name=${user.name}&domain_id=default`, 1],
        [`name=${user.name}&enabled=true`, 1],
        [`name=${user.name}&domain_id=nope`, 0],
        [`name__contains=${user.name.slice(3)}`, 1],
        [`name=${user.name.slice(1)}`, 0],
      ] as const) {
        const answer = await admin('GET', `/users?${query}`)
        expect(answer.json<{ users: User[] }>().users, query).toHaveLength(count)
      }
    })
  })

  test('one name in two domains is two users', async () => {
    const { users } = (await admin('GET', '/users?name=alice')).json<{ users: User[] }>()
    expect(users).toHaveLength(2)
  })

  test('a disabled user cannot sign in, and the tokens end', async () => {
    await withUser(async (user) => {
      const before = sessionOf(await signInAs(user, 'first'))
      const changed = await admin('PATCH', `/users/${user.id}`, {
        user: { enabled: false, description: 'away' },
      })
      expect(changed.json()).toMatchObject({ user: { enabled: false, description: 'away' } })
      expectKeystoneError(await signInAs(user, 'first'), 401, wrongCredentials)
      expectKeystoneError(await before.identity('GET', '/auth/projects'), 401, wrongCredentials)
    })
  })

  test('an admin sets a new password', async () => {
    await withUser(async (user) => {
      expect(
        (await admin('PATCH', `/users/${user.id}`, { user: { password: 'second' } })).status,
      ).toBe(200)
      expect((await signInAs(user, 'first')).status).toBe(401)
      expect((await signInAs(user, 'second')).status).toBe(201)
    })
  })

  test('the domain cannot be changed', async () => {
    await withUser(async ({ id }) => {
      expectKeystoneError(
        await admin('PATCH', `/users/${id}`, { user: { domain_id: 'x' } }),
        400,
        'Cannot change Domain ID',
      )
    })
  })

  for (const method of ['GET', 'PATCH', 'DELETE']) {
    test(`${method} of an unknown one is 404`, async () => {
      const json = method === 'PATCH' ? { user: { description: 'x' } } : undefined
      expectKeystoneError(
        await admin(method, '/users/nope', json),
        404,
        'Could not find user: nope.',
      )
    })
  }

  test('a default project scopes a token that asks for none', async () => {
    const alice = await as('alice')
    const { roles } = (await admin('GET', '/roles?name=member')).json<{ roles: User[] }>()
    await withUser(
      async (user) => {
        const without = (await signInAs(user, 'first')).json<TokenBody>().token
        expect(without.project, 'no role there yet').toBeUndefined()
        await admin('PUT', `/projects/${alice.projectId}/users/${user.id}/roles/${roles[0]?.id}`)
        const scoped = (await signInAs(user, 'first')).json<TokenBody>().token
        expect(scoped.project?.id).toBe(alice.projectId)
        const unscoped = await authenticate(
          passwordAuth({ name: user.name, domain: 'Default', password: 'first' }, 'unscoped'),
        )
        expect(unscoped.json<TokenBody>().token.project).toBeUndefined()
      },
      { default_project_id: alice.projectId },
    )
  })
})

test.describe('POST /users/{id}/password', () => {
  test('changes it without a token and ends the tokens', async () => {
    await withUser(async (user) => {
      const before = sessionOf(await signInAs(user, 'first'))
      const changed = await changePassword(user, {
        user: { original_password: 'first', password: 'second' },
      })
      expect(changed.status).toBe(204)
      expect(changed.text).toBe('')
      expect((await signInAs(user, 'first')).status).toBe(401)
      expect((await signInAs(user, 'second')).status).toBe(201)
      expectKeystoneError(await before.identity('GET', '/auth/projects'), 401, wrongCredentials)
    })
  })

  test('a wrong one is 401', async () => {
    await withUser(async (user) => {
      expectKeystoneError(
        await changePassword(user, { user: { original_password: 'no', password: 'second' } }),
        401,
        wrongCredentials,
      )
      expect((await signInAs(user, 'first')).status).toBe(201)
    })
  })

  test('an unknown user is 401 too', async () => {
    const answer = await changePassword(
      { id: 'nope', name: '' },
      { user: { original_password: 'x', password: 'y' } },
    )
    expectKeystoneError(answer, 401, wrongCredentials)
  })

  for (const [what, json, message] of [
    ['no old password', { user: { password: 'x' } }, /^'original_password' is a required property/],
    ['no new password', { user: { original_password: 'x' } }, /^'password' is a required property/],
    ['no user', {}, /^'original_password' is a required property/],
  ] as const) {
    test(`${what} is 400`, async () => {
      expectKeystoneError(
        await changePassword({ id: (await as('bob')).userId, name: '' }, json),
        400,
        message,
      )
    })
  }
})

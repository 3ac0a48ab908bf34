import { expect, test } from '@playwright/test'
import { expectKeystoneError, wrongCredentials } from '@/e2e/contract/errors'
import {
  as,
  authenticate,
  passwordAuth,
  projectScope,
  sessionOf,
  signIn,
  type TokenBody,
} from '@/e2e/contract/session'
import { target } from '@/e2e/target'

const { accounts } = target
const about = (token: string) => ({ headers: { 'x-subject-token': token } })
const byToken = (id: string, scope?: unknown) => ({
  auth: { identity: { methods: ['token'], token: { id } }, ...(scope !== undefined && { scope }) },
})

test.describe('looking at a token', () => {
  test('GET shows one to its owner, as it was issued', async () => {
    const answer = await authenticate(passwordAuth(accounts.alice, projectScope('demo')))
    const alice = sessionOf(answer)
    const shown = await alice.identity('GET', '/auth/tokens', about(alice.token))
    expect(shown.status).toBe(200)
    expect(shown.headers.get('x-subject-token')).toBe(alice.token)
    expect(shown.json()).toEqual(answer.json())
  })

  test('HEAD says only that it is good', async () => {
    const alice = await as('alice')
    const shown = await alice.identity('HEAD', '/auth/tokens', about(alice.token))
    expect(shown.status).toBe(200)
    expect(shown.text).toBe('')
  })

  test('GET with nocatalog', async () => {
    const alice = await as('alice')
    const shown = await alice.identity('GET', '/auth/tokens?nocatalog', about(alice.token))
    expect(shown.json<TokenBody>().token.catalog).toBeUndefined()
  })

  test('an admin may look at anybody’s', async () => {
    const shown = await (await as('admin')).identity(
      'GET',
      '/auth/tokens',
      about((await as('alice')).token),
    )
    expect(shown.status).toBe(200)
    expect(shown.json<TokenBody>().token.user.name).toBe('alice')
  })

  test('a member may not look at another’s', async () => {
    const shown = await (await as('bob')).identity(
      'GET',
      '/auth/tokens',
      about((await as('alice')).token),
    )
    expectKeystoneError(
      shown,
      403,
      /^You are not authorized to perform the requested action: identity:validate_token\.$/,
    )
  })

  for (const [method, action] of [
    ['GET', 'validate_token'],
    ['DELETE', 'revoke_token'],
  ] as const) {
    test(`${method} of a token that is none is 404`, async () => {
      const answer = await (await as('alice')).identity(
        method,
        '/auth/tokens',
        about('not-a-token'),
      )
      expectKeystoneError(answer, 404, 'Could not recognize Fernet token')
    })

    test(`${method} without a subject is 403`, async () => {
      const answer = await (await as('alice')).identity(method, '/auth/tokens')
      expectKeystoneError(
        answer,
        403,
        `You are not authorized to perform the requested action: identity:${action}.`,
      )
    })
  }
})

test.describe('ending a token', () => {
  test('DELETE of one’s own is 204, and then it is good for nothing', async () => {
    const alice = await signIn(accounts.alice)
    expect((await alice.identity('GET', '/auth/projects')).status).toBe(200)
    const ended = await alice.identity('DELETE', '/auth/tokens', about(alice.token))
    expect(ended.status).toBe(204)
    expect(ended.text).toBe('')
    expectKeystoneError(await alice.identity('GET', '/auth/projects'), 401, wrongCredentials)
    const admin = await as('admin')
    expect((await admin.identity('GET', '/auth/tokens', about(alice.token))).status).toBe(404)
    expect((await admin.identity('DELETE', '/auth/tokens', about(alice.token))).status).toBe(404)
  })

  test('an admin may end anybody’s', async () => {
    const bob = await signIn(accounts.bob)
    expect(
      (await (await as('admin')).identity('DELETE', '/auth/tokens', about(bob.token))).status,
    ).toBe(204)
    expect((await bob.identity('GET', '/auth/projects')).status).toBe(401)
  })

  test('a member may not end another’s', async () => {
    const answer = await (await as('bob')).identity(
      'DELETE',
      '/auth/tokens',
      about((await as('alice')).token),
    )
    expectKeystoneError(answer, 403, /identity:revoke_token/)
  })

  test('ending one leaves the others of the same person', async () => {
    const [first, second] = [await signIn(accounts.alice), await signIn(accounts.alice)]
    await first.identity('DELETE', '/auth/tokens', about(first.token))
    expect((await second.identity('GET', '/auth/projects')).status).toBe(200)
  })

  test('ending an unscoped one leaves the scoped one made from it', async () => {
    const unscoped = sessionOf(await authenticate(passwordAuth(accounts.alice, 'unscoped')))
    const scoped = sessionOf(await authenticate(byToken(unscoped.token, projectScope('demo'))))
    await unscoped.identity('DELETE', '/auth/tokens', about(unscoped.token))
    expect((await scoped.identity('GET', '/auth/projects')).status).toBe(200)
  })
})

test.describe('a token for a token', () => {
  test('an unscoped one is exchanged for a project, and keeps its end', async () => {
    const first = await authenticate(passwordAuth(accounts.alice, 'unscoped'))
    const before = first.json<TokenBody>().token
    const answer = await authenticate(byToken(sessionOf(first).token, projectScope('partner')))
    expect(answer.status).toBe(201)
    const after = answer.json<TokenBody>().token
    expect(after.project?.name).toBe('partner')
    expect(after.methods.sort()).toEqual(['password', 'token'])
    expect(after.expires_at).toBe(before.expires_at)
    expect(after.audit_ids).toHaveLength(2)
    expect(after.audit_ids[1]).toBe(before.audit_ids[0])
  })

  test('a scoped one is exchanged for another project', async () => {
    const answer = await authenticate(byToken((await as('alice')).token, projectScope('partner')))
    expect(answer.status).toBe(201)
    expect(answer.json<TokenBody>().token.project?.name).toBe('partner')
  })

  test('without scope it becomes unscoped', async () => {
    const answer = await authenticate(byToken((await as('alice')).token))
    expect(answer.status).toBe(201)
    expect(answer.json<TokenBody>().token.project).toBeUndefined()
  })

  test('for a project without a role it is 401', async () => {
    expectKeystoneError(
      await authenticate(byToken((await as('alice')).token, projectScope('admin'))),
      401,
      wrongCredentials,
    )
  })

  test('a token that is none is 404', async () => {
    const answer = await authenticate(byToken('not-a-token'))
    expectKeystoneError(answer, 404, 'Could not recognize Fernet token')
  })
})

test.describe('what an unscoped token may', () => {
  for (const [path, status] of [
    ['/auth/projects', 200],
    ['/auth/domains', 200],
    ['/auth/catalog', 403],
    ['/projects', 403],
    ['/regions', 200],
  ] as const) {
    test(`GET ${path} is ${status}`, async () => {
      const unscoped = sessionOf(await authenticate(passwordAuth(accounts.alice, 'unscoped')))
      expect((await unscoped.identity('GET', path)).status).toBe(status)
    })
  }
})

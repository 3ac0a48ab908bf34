import { beforeAll, describe, expect, it } from 'vitest'
import { listOwnProjects } from './projects'
import {
  changePassword,
  revokeToken,
  scopeToProject,
  showToken,
  signInWithPassword,
} from './tokens'

const alice = { domain: 'Default', username: 'alice', password: 'alice' }

beforeAll(() => {
  process.env.KEYSTONE_URL = process.env.VITRINE_KEYSTONE_URL
  process.env.NEXTAUTH_URL = 'http://127.0.0.1:3000'
  process.env.NEXTAUTH_SECRET = 'x'.repeat(32)
  process.env.LOG_LEVEL = 'silent'
})

async function tokenOf(who: typeof alice): Promise<string> {
  const result = await signInWithPassword(who)
  if (result.outcome !== 'signed_in') throw new Error(result.outcome)
  return result.token.value
}

describe('signing in', () => {
  it('gets an unscoped token with names and an end', async () => {
    const result = await signInWithPassword(alice)
    expect(result).toMatchObject({
      outcome: 'signed_in',
      token: { user: { name: 'alice', domain: { name: 'Default' } }, catalog: [], roles: [] },
    })
    expect(result.outcome === 'signed_in' && Date.parse(result.token.expires_at)).toBeGreaterThan(
      Date.now(),
    )
  })

  it.each([
    ['a wrong password', { ...alice, password: 'wrong' }],
    ['an unknown user', { ...alice, username: 'nobody' }],
    ['an unknown domain', { ...alice, domain: 'Nowhere' }],
  ])('%s is a plain refusal', async (_, who) => {
    expect(await signInWithPassword(who)).toEqual({ outcome: 'refused' })
  })

  it('reads the receipt of an account with a second factor', async () => {
    const mfa = { domain: 'Default', username: 'mfa', password: 'mfa' }
    expect(await signInWithPassword(mfa)).toEqual({ outcome: 'passcode_required' })
    expect(await signInWithPassword({ ...mfa, passcode: '000000' })).toEqual({
      outcome: 'passcode_wrong',
    })
  })

  it('tells an expired password, and needs the old one to change it', async () => {
    const result = await signInWithPassword({
      domain: 'Default',
      username: 'expired',
      password: 'expired',
    })
    expect(result).toMatchObject({
      outcome: 'password_expired',
      userId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    const userId = result.outcome === 'password_expired' ? result.userId : ''
    await expect(changePassword(userId, 'not the old one', 'next')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})

describe('projects and scopes', () => {
  it('lists the own projects and enters one, with its catalogue', async () => {
    const token = await tokenOf(alice)
    const projects = await listOwnProjects({ token })
    expect(projects.map(({ name }) => name)).toEqual(['demo', 'partner'])
    const scoped = await scopeToProject(token, projects[0]?.id ?? '')
    expect(scoped).toMatchObject({ project: { name: 'demo', domain: { name: 'Default' } } })
    expect(scoped.catalog.map(({ type }) => type)).toContain('image')
    expect(scoped.roles.map(({ name }) => name)).toContain('member')
  })

  it('a user without projects has an empty list', async () => {
    const token = await tokenOf({ domain: 'Default', username: 'noproject', password: 'noproject' })
    expect(await listOwnProjects({ token })).toEqual([])
  })

  it('no role on a project is told from a token that died', async () => {
    const token = await tokenOf(alice)
    await expect(scopeToProject(token, '0'.repeat(32))).rejects.toMatchObject({ code: 'forbidden' })
    await revokeToken(token)
    await expect(scopeToProject(token, '0'.repeat(32))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it('a revoked token is refused, and revoking it again is no error', async () => {
    const token = await tokenOf(alice)
    await expect(showToken(token)).resolves.toMatchObject({ user: { name: 'alice' } })
    await revokeToken(token)
    await expect(showToken(token)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(revokeToken(token)).resolves.toBeUndefined()
  })
})

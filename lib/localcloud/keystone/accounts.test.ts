import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordBody, project, startTestCloud, type TestCloud } from '@/lib/localcloud/test-cloud'

let cloud: TestCloud
let admin = ''

beforeAll(async () => {
  cloud = await startTestCloud({ lockout: 3, lockoutSeconds: 1 })
  admin = await cloud.admin()
})
afterAll(() => cloud.stop())

const post = (body: unknown, headers: Record<string, string> = {}) =>
  cloud.call('POST', '/auth/tokens?nocatalog', { body, headers })

async function makeUser(name: string, password = 'secret'): Promise<string> {
  const body = { user: { name, password, domain_id: 'default' } }
  const answer = await cloud.call('POST', '/users', { token: admin, body })
  expect(answer.status).toBe(201)
  return answer.body.user.id
}

const changePassword = (id: string, original_password: string, password: string) =>
  cloud.call('POST', `/users/${id}/password`, { body: { user: { original_password, password } } })

describe('lockout', () => {
  test('three wrong passwords lock the account, in the same words, for a while', async () => {
    await makeUser('locked')
    for (let tries = 0; tries < 3; tries += 1) {
      expect((await post(passwordBody('locked', 'wrong'))).status).toBe(401)
    }
    const refused = await post(passwordBody('locked', 'secret'))
    expect(refused.status).toBe(401)
    expect(refused.body.error.message).toBe('The request you have made requires authentication.')
    await new Promise((done) => setTimeout(done, 1050))
    expect((await post(passwordBody('locked', 'secret'))).status).toBe(201)
  })

  test('a right password in between starts the count anew', async () => {
    await makeUser('careful')
    for (const password of ['no', 'no', 'secret', 'no', 'no']) {
      await post(passwordBody('careful', password))
    }
    expect((await post(passwordBody('careful', 'secret'))).status).toBe(201)
  })
})

describe('changing the own password', () => {
  test('needs the old one, ends all tokens, and the new one signs in', async () => {
    const id = await makeUser('changer')
    const token = await cloud.signIn('changer', 'secret')
    expect((await changePassword(id, 'wrong', 'next')).status).toBe(401)
    const answer = await changePassword(id, 'secret', 'next')
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect((await cloud.call('GET', '/auth/projects', { token })).status).toBe(401)
    expect((await post(passwordBody('changer', 'secret'))).status).toBe(401)
    expect((await post(passwordBody('changer', 'next'))).status).toBe(201)
  })

  test('helps an account whose password is expired', async () => {
    const refused = await post(passwordBody('expired', 'expired'))
    const id = /user: (\w+)\./.exec(refused.body.error.message)?.[1] ?? ''
    expect((await changePassword(id, 'expired', 'fresh')).status).toBe(204)
    const { status, body } = await post(passwordBody('expired', 'fresh', project('demo')))
    expect(status).toBe(201)
    expect(body.token.user.password_expires_at).toBeNull()
  })
})

describe('users that are disabled or gone', () => {
  test('lose their tokens at once', async () => {
    const id = await makeUser('leaver')
    const token = await cloud.signIn('leaver', 'secret')
    const patch = (enabled: boolean) =>
      cloud.call('PATCH', `/users/${id}`, { token: admin, body: { user: { enabled } } })
    expect((await patch(false)).status).toBe(200)
    expect((await cloud.call('GET', '/auth/projects', { token })).status).toBe(401)
    expect((await post(passwordBody('leaver', 'secret'))).status).toBe(401)
    await patch(true)
    expect((await cloud.call('GET', '/auth/projects', { token })).status).toBe(401)
    expect((await post(passwordBody('leaver', 'secret'))).status).toBe(201)
    expect((await cloud.call('DELETE', `/users/${id}`, { token: admin })).status).toBe(204)
    expect((await post(passwordBody('leaver', 'secret'))).status).toBe(401)
  })
})

describe('a second factor', () => {
  /** RFC 6238 for the seeded account, written anew so that a mistake cannot cancel out. */
  function code(shift = 0): string {
    const counter = Buffer.alloc(8)
    counter.writeUInt32BE(Math.floor(Date.now() / 30_000) + shift, 4)
    const digest = createHmac('sha1', '12345678901234567890').update(counter).digest()
    const at = (digest[19] ?? 0) & 15
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0')
  }
  const domain = { name: 'Default' }
  const totpBody = (passcode: string) => ({
    auth: {
      identity: { methods: ['totp'], totp: { user: { name: 'mfa', domain, passcode } } },
      scope: project('demo'),
    },
  })

  test('the password alone gives a receipt', async () => {
    const answer = await post(passwordBody('mfa', 'mfa', project('demo')))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('Openstack-Auth-Receipt')).toBeTruthy()
    expect(answer.headers.get('X-Subject-Token')).toBeNull()
    expect(answer.body.required_auth_methods).toEqual([['password', 'totp']])
    expect(answer.body.receipt).toMatchObject({ methods: ['password'], user: { name: 'mfa' } })
    expect(answer.body.error).toBeUndefined()
  })

  test('receipt and code give a token; the code before still counts', async () => {
    const first = await post(passwordBody('mfa', 'mfa', project('demo')))
    const receipt = { 'Openstack-Auth-Receipt': first.headers.get('Openstack-Auth-Receipt') ?? '' }
    expect((await post(totpBody('000000'), receipt)).status).toBe(401)
    const answer = await post(totpBody(code()), receipt)
    expect(answer.status).toBe(201)
    expect(answer.body.token.methods).toEqual(['totp', 'password'])
    expect((await post(totpBody(code(-1)), receipt)).status).toBe(201)
    expect((await post(totpBody(code(-3)), receipt)).status).toBe(401)
  })

  test('both at once need no receipt', async () => {
    const user = { name: 'mfa', domain }
    const identity = {
      methods: ['password', 'totp'],
      password: { user: { ...user, password: 'mfa' } },
      totp: { user: { ...user, passcode: code() } },
    }
    expect((await post({ auth: { identity } })).status).toBe(201)
  })

  test('a receipt of nobody is refused by name', async () => {
    const { status, body } = await post(totpBody(code()), { 'Openstack-Auth-Receipt': 'nope' })
    expect(status).toBe(401)
    expect(body.error.message).toBe('Could not find auth receipt: nope.')
  })
})

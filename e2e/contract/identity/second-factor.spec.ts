import { expect, test } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectKeystoneError, keystoneTime, wrongCredentials } from '@/e2e/contract/errors'
import { call } from '@/e2e/contract/http'
import {
  as,
  authenticate,
  passwordAuth,
  projectScope,
  type TokenBody,
} from '@/e2e/contract/session'
import { target } from '@/e2e/target'

const { mfa } = target.accounts

// A code is good once for a user in some releases; each test therefore waits for none and reuses
// the same window, which Keystone 22 allows.
const code = () => new TOTP({ secret: Secret.fromBase32(mfa.totpSecret) }).generate()
const byName = { name: mfa.name, domain: { name: mfa.domain } }
const totpPart = (passcode: string) => ({ user: { ...byName, passcode } })

type Receipt = {
  receipt: { methods: string[]; user: { name: string }; expires_at: string; issued_at: string }
  required_auth_methods: string[][]
}

async function firstFactor() {
  const answer = await authenticate(passwordAuth(mfa))
  return { answer, receipt: answer.headers.get('openstack-auth-receipt') ?? '' }
}

const secondFactor = (passcode: string, scope?: unknown) => ({
  auth: {
    identity: { methods: ['totp'], totp: totpPart(passcode) },
    ...(scope !== undefined && { scope }),
  },
})

test('the first factor alone is 401 with a receipt', async () => {
  const { answer, receipt } = await firstFactor()
  expect(answer.status).toBe(401)
  expect(receipt).toMatch(/^[\w-]{60,255}={0,2}$/)
  expect(answer.headers.get('x-subject-token')).toBeNull()
  const body = answer.json<Receipt>()
  expect(body).not.toHaveProperty('error')
  expect(body.receipt).toEqual({
    methods: ['password'],
    user: { id: expect.any(String), name: 'mfa', domain: { id: 'default', name: 'Default' } },
    expires_at: expect.stringMatching(keystoneTime),
    issued_at: expect.stringMatching(keystoneTime),
  })
  expect(body.required_auth_methods.map((rule) => [...rule].sort())).toEqual([['password', 'totp']])
  const seconds = (Date.parse(body.receipt.expires_at) - Date.parse(body.receipt.issued_at)) / 1000
  expect(seconds).toBe(300)
})

test('a wrong first factor gives no receipt', async () => {
  const answer = await authenticate(passwordAuth({ ...mfa, password: 'wrong' }))
  expectKeystoneError(answer, 401, wrongCredentials)
  expect(answer.headers.get('openstack-auth-receipt')).toBeNull()
})

test('receipt and second factor give a token', async () => {
  const { receipt } = await firstFactor()
  const answer = await authenticate(secondFactor(code(), projectScope('demo')), {
    headers: { 'openstack-auth-receipt': receipt },
  })
  expect(answer.status, answer.text).toBe(201)
  const { token } = answer.json<TokenBody>()
  expect(token.methods.sort()).toEqual(['password', 'totp'])
  expect(token.project?.name).toBe('demo')
})

test('both factors in one request need no receipt', async () => {
  const answer = await authenticate({
    auth: {
      identity: {
        methods: ['password', 'totp'],
        password: { user: { ...byName, password: mfa.password } },
        totp: totpPart(code()),
      },
    },
  })
  expect(answer.status, answer.text).toBe(201)
})

test('a wrong second factor is 401 and says no more', async () => {
  const { receipt } = await firstFactor()
  const answer = await authenticate(secondFactor('000000'), {
    headers: { 'openstack-auth-receipt': receipt },
  })
  expectKeystoneError(answer, 401, wrongCredentials)
})

test('a code with spaces is wrong', async () => {
  const { receipt } = await firstFactor()
  const answer = await authenticate(secondFactor(`${code()} `), {
    headers: { 'openstack-auth-receipt': receipt },
  })
  expectKeystoneError(answer, 401, wrongCredentials)
})

test('the second factor first gives a receipt for the password', async () => {
  const answer = await authenticate(secondFactor(code()))
  expect(answer.status).toBe(401)
  expect(answer.json<Receipt>().receipt.methods).toEqual(['totp'])
  const completed = await authenticate(passwordAuth(mfa), {
    headers: { 'openstack-auth-receipt': answer.headers.get('openstack-auth-receipt') ?? '' },
  })
  expect(completed.status).toBe(201)
})

test('a receipt that is none is refused', async () => {
  const answer = await authenticate(secondFactor(code()), {
    headers: { 'openstack-auth-receipt': 'not-a-receipt' },
  })
  expectKeystoneError(answer, 401, 'Could not find auth receipt: not-a-receipt.')
})

test('a receipt is no token', async () => {
  const { receipt } = await firstFactor()
  const answer = await call('GET', `${target.keystoneUrl}/auth/projects`, { token: receipt })
  expect(answer.status).toBe(401)
})

test('a code for somebody without a secret is 401', async () => {
  const answer = await authenticate({
    auth: {
      identity: {
        methods: ['totp'],
        totp: { user: { id: (await as('bob')).userId, passcode: '123456' } },
      },
    },
  })
  expectKeystoneError(answer, 401, wrongCredentials)
})

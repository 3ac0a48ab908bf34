import { expect, test } from '@playwright/test'
import { expectKeystoneError, wrongCredentials } from '@/e2e/contract/errors'
import { authenticate, passwordAuth, signIn, type TokenBody } from '@/e2e/contract/session'
import { onVariant } from '@/e2e/contract/variant'
import { target } from '@/e2e/target'

const seconds = 4

onVariant({
  real: ['--lockout', '3', '--token-seconds', String(seconds)],
  local: ['--lockout', '3', '--token-seconds', String(seconds), '--policy', 'old'],
  abilities: { policy: 'old' },
})

const { bob, carol, alice } = target.accounts
const attempt = (who: typeof bob | typeof carol, password: string) =>
  authenticate(passwordAuth({ ...who, password }))

test('after three wrong passwords the right one is refused with the same words', async () => {
  for (let failed = 0; failed < 3; failed += 1) {
    expectKeystoneError(await attempt(bob, 'wrong'), 401, wrongCredentials)
  }
  expectKeystoneError(await attempt(bob, bob.password), 401, wrongCredentials)
  expect((await authenticate(passwordAuth(alice))).status, 'others are not locked').toBe(201)
})

test('a right one in between counts anew', async () => {
  for (const password of ['wrong', 'wrong', carol.password, 'wrong', 'wrong'])
    await attempt(carol, password)
  expect((await attempt(carol, carol.password)).status).toBe(201)
})

test('a token ends after its time, for both services', async () => {
  const answer = await authenticate(passwordAuth(alice))
  const { issued_at, expires_at } = answer.json<TokenBody>().token
  expect(Date.parse(expires_at) - Date.parse(issued_at)).toBe(seconds * 1000)
  const session = await signIn(alice)
  await expect
    .poll(async () => (await session.identity('GET', '/auth/projects')).status, { timeout: 15_000 })
    .toBe(401)
  expect((await session.image('GET', '/images?limit=1')).status).toBe(401)
})

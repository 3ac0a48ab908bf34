import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'

const good = {
  KEYSTONE_URL: 'http://127.0.0.1:5000/v3',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
}

describe('parseEnv', () => {
  it('fills in what may be left out', () => {
    expect(parseEnv(good)).toMatchObject({
      OS_INTERFACE: 'public',
      OS_DEFAULT_DOMAIN: 'Default',
      SESSION_SECONDS: 28800,
    })
  })

  it('names every missing variable at once', () => {
    expect(() => parseEnv({})).toThrow(
      /KEYSTONE_URL is not set[\s\S]*NEXTAUTH_SECRET is not set[\s\S]*NEXTAUTH_URL is not set/,
    )
  })

  it('takes an empty variable for a missing one', () => {
    expect(() => parseEnv({ ...good, KEYSTONE_URL: '' })).toThrow(/KEYSTONE_URL is not set/)
  })

  it('says what is wrong without showing the value', () => {
    const run = () =>
      parseEnv({ ...good, NEXTAUTH_SECRET: 'too-short-secret', OS_INTERFACE: 'admin' })
    expect(run).toThrow(/at least 32/)
    expect(run).not.toThrow(/too-short-secret/)
  })
})

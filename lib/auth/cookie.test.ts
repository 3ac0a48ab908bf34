import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, it, vi } from 'vitest'

vi.setConfig({ testTimeout: 30_000 })

const now = 'new-secret-'.padEnd(40, 'n')
const before = 'old-secret-'.padEnd(40, 'o')

beforeAll(() => {
  process.env.KEYSTONE_URL = 'http://127.0.0.1:5000/v3'
  process.env.NEXTAUTH_URL = 'https://vitrine.example'
  process.env.NEXTAUTH_SECRET = now
  process.env.NEXTAUTH_SECRET_PREVIOUS = before
})

describe('session cookies', () => {
  it('bear a name that binds them to this host and to https', async () => {
    const { cookieOptions, seenCookieName, sessionCookieName } = await import('./cookie')
    expect([sessionCookieName(), seenCookieName()]).toEqual([
      '__Host-vitrine-session',
      '__Host-vitrine-seen',
    ])
    // What `__Host-` asks for: Secure, Path=/ and no Domain.
    expect(cookieOptions()).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  })

  it('made with the secret of before stay good, others do not', async () => {
    const { decodeSession } = await import('./cookie')
    const made = (secret: string) => encode({ secret, token: { sid: 's' }, maxAge: 60 })
    expect(await decodeSession({ token: await made(now) })).toMatchObject({ sid: 's' })
    expect(await decodeSession({ token: await made(before) })).toMatchObject({ sid: 's' })
    expect(await decodeSession({ token: await made('x'.repeat(40)) })).toBeNull()
    expect(await decodeSession({ token: 'nonsense' })).toBeNull()
    expect(await decodeSession({ token: undefined })).toBeNull()
  })

  it('run out', async () => {
    const { decodeSession } = await import('./cookie')
    const token = await encode({ secret: now, token: { sid: 's' }, maxAge: 60 })
    vi.setSystemTime(Date.now() + 120_000)
    expect(await decodeSession({ token })).toBeNull()
    vi.useRealTimers()
  })

  it('tell the last use for their own session only', async () => {
    const { readSeen, writeSeen } = await import('./cookie')
    const value = writeSeen('mine', 1_700_000_000_000)
    expect(readSeen('mine', value)).toBe(1_700_000_000_000)
    expect(readSeen('other', value)).toBe(0)
    expect(readSeen('mine', value.replace(/^./, 'z'))).toBe(0)
    expect(readSeen('mine', undefined)).toBe(0)
    expect(readSeen('mine', '.')).toBe(0)
  })
})

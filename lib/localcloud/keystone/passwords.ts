import { randomBytes, type ScryptOptions, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'

const cost: ScryptOptions = { N: 2 ** 14, r: 8, p: 1 }
const keyLength = 32

/** Hashes a password or secret for storage: `scrypt$salt$key`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return written(salt, await derive(password, salt))
}

/** The same, blocking; for seeding before the server listens. */
export function hashPasswordNow(password: string): string {
  const salt = randomBytes(16)
  return written(salt, scryptSync(password, salt, keyLength, cost))
}

/** Whether `password` is the one behind `stored`; false when nothing is stored. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt, key] = stored?.split('$') ?? []
  if (!salt || !key) return false
  const wanted = Buffer.from(key, 'base64')
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), wanted)
}

function written(salt: Buffer, key: Buffer): string {
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, fail) => {
    scrypt(password, salt, keyLength, cost, (error, key) => (error ? fail(error) : done(key)))
  })
}

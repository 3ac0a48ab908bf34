import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { secrets } from './cookie'

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'vitrine upload token', 32))

/**
 * Encrypts a token for keeping it outside this process (AES-256-GCM): beside an upload, or in Redis.
 *
 * @param context Bound to the result, so that a sealed token cannot be moved elsewhere.
 */
export function seal(secret: string, context: string, plain: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens what `seal` made; nothing when the secret changed or somebody touched it. */
export function unseal(secret: string, context: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < 28) return undefined
  try {
    const opener = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12))
    opener.setAAD(Buffer.from(context))
    opener.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** Opens what any copy sealed, with the secret of now or one of before. */
export function unsealAny(context: string, sealed: string): string | undefined {
  for (const secret of secrets()) {
    const plain = unseal(secret, context, sealed)
    if (plain !== undefined) return plain
  }
  return undefined
}

import 'server-only'
import { env } from '@/lib/env'

/**
 * The address a request came from. Each proxy adds the one it saw to the end of `X-Forwarded-For`;
 * what stands before our own proxies' entries was written by whoever asks.
 */
export function addressOf(forwardedFor: string | null | undefined): string {
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim())
  const address = entries.at(-Math.max(1, env().TRUSTED_PROXIES)) ?? entries[0]
  return address && /^[\da-f.:[\]]{3,45}$/i.test(address) ? address : 'unknown'
}

import 'server-only'
import { AppError } from '@/lib/errors'
import type { Image, ImageChange } from '@/lib/schemas/image'

/**
 * Refuses changes that were made from a view of the image which is no longer true: Glance has
 * neither ETags nor `test`, so what the person saw is compared with a fresh copy.
 *
 * @throws AppError `conflict` with the changed keys in `extra.changedKeys`, comma-separated.
 */
export function assertUnchanged(changes: ImageChange[], now: Image): void {
  const moved = changes.filter(({ key, base: seen }) => !same(seen, own(now, key)))
  if (moved.length === 0) return
  throw new AppError({
    code: 'conflict',
    status: 409,
    detail: `Changed by somebody else meanwhile: ${moved.map(({ key }) => key).join(', ')}.`,
    extra: { changedKeys: moved.map(({ key }) => key).join(',') },
  })
}

/** What an image holds under the keys of some changes, for telling what they replaced. */
export function valuesOf(changes: ImageChange[], image: Image): Record<string, unknown> {
  return Object.fromEntries(changes.map(({ key }) => [key, own(image, key) ?? null]))
}

// Property names such as "constructor" are legal: only own keys count.
function own(image: Image, key: string): unknown {
  return Object.hasOwn(image, key) ? image[key] : undefined
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
  return (a ?? null) === (b ?? null)
}

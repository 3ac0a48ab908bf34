let last = 0

/**
 * Now in microseconds since 1970. Never the same twice in one process, so that the order of
 * creation is the order of time stamps.
 */
export function now(): number {
  const micros = Math.round((performance.timeOrigin + performance.now()) * 1000)
  last = Math.max(micros, last + 1)
  return last
}

/** `2026-01-31T09:05:00Z`, as Glance prints times. */
export function isoTime(micros: number): string {
  return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}Z`
}

const isoPattern =
  /^(\d{4})(?:(?:-(\d{1,2})|(\d{2})(?!$))(?:(?:-(\d{1,2})|(\d{2}))(?:[ T](\d{2})(?::?(\d{2}))?(?::?(\d{1,2})(?:[.,](\d+))?)?(Z|([-+])(\d{2}):?(\d{2})?)?)?)?)?$/

/**
 * Reads the ISO 8601 forms that Glance's filters take, from `2026` to
 * `2026-01-31T09:05:00.5+02:00`; without a zone it is UTC.
 * @returns microseconds since 1970, or undefined
 */
export function parseIsoTime(text: string): number | undefined {
  const found = isoPattern.exec(text)
  if (!found) return undefined
  const number = (at: number, missing: number) =>
    found[at] === undefined ? missing : Number(found[at])
  const month = number(2, number(3, 1))
  const day = number(4, number(5, 1))
  const hour = number(6, 0)
  const minute = number(7, 0)
  const second = number(8, 0)
  const date = new Date(Date.UTC(number(1, 0), month - 1, day, hour, minute, second))
  // A day such as February 30th would silently become another one.
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isReal || hour > 23 || minute > 59 || second > 59) return undefined
  const fraction = Math.floor(Number(`0.${found[9] ?? '0'}`) * 1e6)
  const offset = (number(12, 0) * 60 + number(13, 0)) * 60e6 * (found[11] === '-' ? -1 : 1)
  return date.getTime() * 1000 + fraction - offset
}

// Numbers and times as people read them, by locale. Pure: the clock and the zone come from outside.

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const
const noBreak = '\u00A0'
const cache = new Map<string, unknown>()

/** A size in binary units with one decimal: `612.0 MiB`. Below 1 KiB whole bytes: `512 B`. */
export function formatBytes(bytes: number, locale: string): string {
  let value = Math.abs(bytes)
  let unit = 0
  // Rounded first, so that 1023.96 KiB becomes 1.0 MiB and never 1024.0 KiB.
  while (
    unit < byteUnits.length - 1 &&
    (unit === 0 ? value : Math.round(value * 10) / 10) >= 1024
  ) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 ? 0 : 1
  const number = numberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(bytes < 0 ? -value : value)
  return `${number}${noBreak}${byteUnits[unit]}`
}

/** A size to the byte: `641,728,512 bytes`. */
export function exactBytes(bytes: number, locale: string): string {
  return numberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes)
}

/** A speed: `12.3 MiB/s`. */
export function formatSpeed(bytesPerSecond: number, locale: string): string {
  return `${formatBytes(bytesPerSecond, locale)}/s`
}

/** A share from 0 to 1 as whole percent, rounded down: 99.9 % is not done. */
export function formatPercent(share: number, locale: string): string {
  // Adding a grain keeps 0.29 from becoming 28 % through binary rounding.
  const whole = Math.floor(share * 100 + 1e-9) / 100
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(whole)
}

/** A whole number with separators: `1,284`. */
export function formatCount(count: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count)
}

const durationUnits = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A length of time in its two largest units: `4 min 10 sec`. Seconds in; below one, `0 sec`. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds))
  const first = durationUnits.findIndex(([, length]) => whole >= length)
  if (first === -1) return unitFormat(locale, 'second').format(0)
  const [, length] = durationUnits[first] ?? ['second', 1]
  const parts = [
    unitFormat(locale, durationUnits[first]?.[0] ?? 'second').format(Math.floor(whole / length)),
  ]
  const next = durationUnits[first + 1]
  const rest = next ? Math.floor((whole % length) / next[1]) : 0
  if (next && rest > 0) parts.push(unitFormat(locale, next[0]).format(rest))
  return parts.join(' ')
}

/** A length of time as a clock shows it: `4:10`, `1:04:10`. For places where it ticks. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  if (hours === 0) return `${minutes}:${two(whole % 60)}`
  return `${hours}:${two(minutes)}:${two(whole % 60)}`
}

type Time = Date | string | number

const relativeSteps = [
  ['second', 45, 1],
  ['minute', 3600, 60],
  ['hour', 86_400, 3600],
  ['day', 604_800, 86_400],
  ['week', 2_629_800, 604_800],
  ['month', 31_557_600, 2_629_800],
  ['year', Number.POSITIVE_INFINITY, 31_557_600],
] as const

/**
 * A point in time as seen from `now`: `5 minutes ago`, `yesterday`, `in 2 hours`. Under 45 seconds
 * it is "now": seconds would only flicker.
 */
export function formatRelative(time: Time, now: Time, locale: string): string {
  const seconds = (toDate(time).getTime() - toDate(now).getTime()) / 1000
  if (Number.isNaN(seconds)) return ''
  const size = Math.abs(seconds)
  const [unit, , length] = relativeSteps.find(([, limit]) => size < limit) ?? relativeSteps[0]
  const count = unit === 'second' ? 0 : Math.max(1, Math.floor(size / length)) * Math.sign(seconds)
  const format = cached(
    `r${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  )
  return format.format(count, unit)
}

/**
 * A point in time to the second with its zone: `Nov 21, 2025, 4:44:24 PM GMT+8`.
 *
 * @param timeZone An IANA name; without it the zone of the machine that runs this.
 * @returns An empty string for what is not a time.
 */
export function formatExactTime(time: Time, locale: string, timeZone?: string): string {
  const date = toDate(time)
  if (Number.isNaN(date.getTime())) return ''
  return dateFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(date)
}

/** A day: `Nov 21, 2025`. */
export function formatDay(time: Time, locale: string, timeZone?: string): string {
  const date = toDate(time)
  if (Number.isNaN(date.getTime())) return ''
  return dateFormat(locale, { dateStyle: 'medium', timeZone }).format(date)
}

// Keystone and Glance write UTC; some old answers leave the `Z` out.
function toDate(time: Time): Date {
  if (typeof time !== 'string') return new Date(time)
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(time)
  return new Date(hasZone || !time.includes('T') ? time : `${time}Z`)
}

function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(
    `n${locale}${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(locale, options),
  )
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(
    `d${locale}${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  )
}

// Building an Intl formatter costs far more than using one, and tables use thousands.
function cached<Format>(key: string, build: () => Format): Format {
  const known = cache.get(key)
  if (known !== undefined) return known as Format
  const made = build()
  cache.set(key, made)
  return made
}

/** Keystone's time of a token: UTC to the second, written with microseconds and a Z. */
export function tokenTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, '.000000Z')
}

/** A time as rows hold it: UTC with microseconds, no Z (application credentials, passwords). */
export function plainTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000')
}

/** Milliseconds of a time written by one of the functions above. */
export function readTime(text: string): number {
  return Date.parse(text.endsWith('Z') ? text : `${text}Z`)
}

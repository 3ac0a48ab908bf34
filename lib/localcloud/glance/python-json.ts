/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/** A JSON object as it arrives in a request body. */
export type JsonObject = { [key: string]: Json | undefined }

/** True for a JSON object (not a list, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function quoteAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Writes a value with the spacing of Python's `json.dumps`, so that bodies have the same bytes and
 * the same Content-Length as the real service. Keys that are undefined are left out.
 * @param ascii escape everything beyond ASCII, as `dumps` does unless told otherwise
 */
export function dumpJson(value: Json, ascii = false): string {
  const quote = ascii ? quoteAscii : (text: string) => JSON.stringify(text)
  const write = (item: Json): string => {
    if (typeof item === 'string') return quote(item)
    if (Array.isArray(item)) return `[${item.map(write).join(', ')}]`
    if (!isJsonObject(item)) return JSON.stringify(item)
    const parts: string[] = []
    for (const [key, member] of Object.entries(item)) {
      if (member !== undefined) parts.push(`${quote(key)}: ${write(member)}`)
    }
    return `{${parts.join(', ')}}`
  }
  return write(value)
}

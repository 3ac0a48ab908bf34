import { isJsonObject, type Json } from './python-json'

const printWidth = 72

function quoteText(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  let out = ''
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (char === '\\' || char === mark) out += `\\${char}`
    else if (char === '\n') out += '\\n'
    else if (char === '\r') out += '\\r'
    else if (char === '\t') out += '\\t'
    else if (code < 32 || (code >= 127 && code < 161)) {
      out += `\\x${code.toString(16).padStart(2, '0')}`
    } else out += char
  }
  return `${mark}${out}${mark}`
}

/** The text Python's `repr` gives for a JSON value; error sentences of the schema check hold it. */
export function repr(value: Json | undefined): string {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return quoteText(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`
  return `{${Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${quoteText(key)}: ${repr(item)}`)
    .join(', ')}}`
}

/** A long string is cut after blanks into literals that stand below each other. */
function printText(text: string, indent: number, allowance: number): string {
  const pieces: string[] = []
  const lines = text.split(/(?<=\n)/)
  lines.forEach((line, lineIndex) => {
    const isLastLine = lineIndex === lines.length - 1
    let room = printWidth - indent - (isLastLine ? allowance : 0)
    if (quoteText(line).length <= room) {
      pieces.push(quoteText(line))
      return
    }
    const words = line.match(/\S*\s*/g) ?? []
    if (words.at(-1) === '') words.pop()
    room = printWidth - indent
    let current = ''
    words.forEach((word, index) => {
      const candidate = current + word
      const isLast = index === words.length - 1 && isLastLine
      const limit = isLast ? room - allowance : room
      if (quoteText(candidate).length > limit) {
        if (current) pieces.push(quoteText(current))
        current = word
      } else current = candidate
    })
    if (current) pieces.push(quoteText(current))
  })
  return pieces.join(`\n${' '.repeat(indent)}`)
}

/**
 * The text Python's `pprint.pformat(value, width=72)` gives: keys sorted, one entry a line when the
 * whole does not fit.
 */
export function prettyPrint(value: Json | undefined, indent = 0, allowance = 0): string {
  const flat = repr(sortKeys(value))
  if (flat.length <= printWidth - indent - allowance) return flat
  if (typeof value === 'string') {
    // Outside of a container a cut string is put in brackets and moves one column to the right.
    if (indent > 0) return printText(value, indent, allowance)
    const inner = printText(value, 1, allowance + 1)
    return inner.includes('\n') ? `(${inner})` : inner
  }
  if (Array.isArray(value)) {
    const rows = value.map((item, index) =>
      prettyPrint(item, indent + 1, index === value.length - 1 ? allowance + 1 : 1),
    )
    return `[${rows.join(`,\n${' '.repeat(indent + 1)}`)}]`
  }
  if (!isJsonObject(value)) return flat
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byCodePoint)
  const rows = keys.map((key, index) => {
    const label = `${quoteText(key)}: `
    const rest = index === keys.length - 1 ? allowance + 1 : 1
    return label + prettyPrint(value[key], indent + 1 + label.length, rest)
  })
  return `{${rows.join(`,\n${' '.repeat(indent + 1)}`)}}`
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sortKeys(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => sortKeys(item) ?? null)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort(byCodePoint)
      .map((key) => [key, sortKeys(value[key])]),
  )
}

/** Python's `str.title`: the first letter of every run of letters is a capital, others small. */
export function titleCase(text: string): string {
  return text.replace(
    /\p{L}+/gu,
    (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
  )
}

/** Python's `int(text)`: digits with an optional sign, blanks around them. Undefined otherwise. */
export function parsePythonInt(text: string): number | undefined {
  const clean = text.trim()
  return /^[+-]?\d+(_\d+)*$/.test(clean) ? Number(clean.replaceAll('_', '')) : undefined
}

function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

/** Python's `urllib.parse.urlencode`. */
export function urlEncode(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs].map(([key, value]) => `${quotePlus(key)}=${quotePlus(value)}`).join('&')
}

// How a text is written so that a shell, Python or Terraform reads exactly that text again.

// Control characters, invisible formatting, bidirectional overrides, and what is left of broken
// surrogate pairs: a name made of these could run a pasted line early or pose as another one.
const unseen =
  /[\p{Cc}\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/gu
const safeWord = /^[A-Za-z0-9_@%+=:,./-]+$/

/**
 * One word of a shell command, as bash and zsh read it. Plain words stay as they are, others stand
 * in single quotes; characters that cannot be seen are written as codes in `$'…'`.
 *
 * @throws RangeError for a NUL, which no shell can pass on.
 */
export function shellWord(text: string): string {
  if (text.includes('\0')) throw new RangeError('A shell word cannot hold a NUL.')
  const whole = text.toWellFormed()
  // A tilde or an equals sign at the front means something to zsh; both are rare enough to quote.
  if (safeWord.test(whole) && !whole.startsWith('=')) return whole
  if (whole.search(unseen) < 0) return `'${whole.replaceAll("'", `'\\''`)}'`
  return `$'${whole.replace(/['\\!]/g, (sign) => `\\x${hex(sign.charCodeAt(0))}`).replace(unseen, bytesOf)}'`
}

/** A JSON text that shows every character that would not be seen. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(unseen, unicodeEscape)
}

/** A string literal of Python. */
export function pythonText(text: string): string {
  return jsonText(text.toWellFormed())
}

/** A literal of Python for data as JSON knows it. Text is quoted, containers are written in one line. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return pythonText(value)
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const pairs = Object.entries(value).map(
    ([key, held]) => `${pythonText(key)}: ${pythonValue(held)}`,
  )
  return `{${pairs.join(', ')}}`
}

/**
 * A string literal of Terraform's language, where `${` and `%{` begin a template.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function terraformText(text: string): string {
  return jsonText(text.toWellFormed())
    .replaceAll('\\b', '\\u0008')
    .replaceAll('\\f', '\\u000c')
    .replace(/\$+(?=\{)|%+(?=\{)/g, (run) =>
      // Doubled is how one is written; a run of them would be ambiguous.
      run.length === 1 ? run + run : [...run].map(unicodeEscape).join(''),
    )
}

/** A literal of Terraform's language: text, numbers, booleans and lists of them. */
export function terraformValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(terraformValue).join(', ')}]`
  return typeof value === 'string' ? terraformText(value) : String(value)
}

function bytesOf(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${hex(byte)}`).join('')
}

function unicodeEscape(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

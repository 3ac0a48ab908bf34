import type { Definition } from './metadef'

/**
 * Values of described properties. An image keeps texts only, so a number, a yes or no and a list are
 * written as text; whether it is a good one is told here, before anything is sent.
 */
export type ValueFault =
  | { fault: 'required' | 'wholeNumber' | 'number' | 'boolean' | 'choice' | 'object' | 'twice' }
  | { fault: 'tooSmall' | 'tooLarge'; limit: number }
  | { fault: 'tooShort' | 'tooLong' | 'tooFew' | 'tooMany'; count: number }
  | { fault: 'pattern'; pattern: string }

/** How a value is put in. */
export type InputKind = 'choice' | 'boolean' | 'integer' | 'number' | 'list' | 'object' | 'text'

/** Which input fits a definition; a type nobody knows is text. */
export function inputKindOf({ type, enum: choices }: Definition): InputKind {
  if (type === 'array') return 'list'
  if (type === 'boolean') return 'boolean'
  if (choices?.length) return 'choice'
  if (type === 'integer' || type === 'number' || type === 'object') return type
  return 'text'
}

/** The text an input begins with: the definition's default, or nothing. */
export function defaultValueOf(definition: Definition): string {
  const { default: given } = definition
  if (Array.isArray(given)) return listText(definition, given.map(String))
  if (given === null || given === undefined || typeof given === 'object') return ''
  const text = String(given)
  return inputKindOf(definition) === 'boolean' ? (booleanOf(text) ?? text) : text
}

const whole = /^[+-]?\d+$/
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** What is wrong with a value, by the definition's own limits; nothing when it is good. */
export function valueFault(definition: Definition, value: string): ValueFault | undefined {
  const kind = inputKindOf(definition)
  if (kind === 'list') return listFault(definition, listOf(definition, value))
  if (kind === 'text') return textFault(definition, value)
  if (value.trim() === '') return { fault: 'required' }
  if (kind === 'choice') return definition.enum?.includes(value) ? undefined : { fault: 'choice' }
  if (kind === 'boolean') return booleanOf(value) ? undefined : { fault: 'boolean' }
  if (kind === 'object') return isObjectText(value) ? undefined : { fault: 'object' }
  return numberFault(definition, kind, value)
}

function numberFault(
  { minimum, maximum }: Definition,
  kind: 'integer' | 'number',
  value: string,
): ValueFault | undefined {
  const text = value.trim()
  if (kind === 'integer' && !whole.test(text)) return { fault: 'wholeNumber' }
  if (!decimal.test(text)) return { fault: 'number' }
  const number = Number(text)
  if (typeof minimum === 'number' && number < minimum) return { fault: 'tooSmall', limit: minimum }
  if (typeof maximum === 'number' && number > maximum) return { fault: 'tooLarge', limit: maximum }
  return undefined
}

function textFault(
  { minLength, maxLength, pattern }: Definition,
  value: string,
): ValueFault | undefined {
  const length = [...value].length
  if (minLength && length < minLength) {
    return length === 0 ? { fault: 'required' } : { fault: 'tooShort', count: minLength }
  }
  if (typeof maxLength === 'number' && length > maxLength)
    return { fault: 'tooLong', count: maxLength }
  if (pattern && !matches(pattern, value)) return { fault: 'pattern', pattern }
  return undefined
}

function listFault(definition: Definition, entries: readonly string[]): ValueFault | undefined {
  const { minItems, maxItems, uniqueItems, items } = definition
  const least = Math.max(minItems ?? 0, 1)
  if (entries.length < least)
    return entries.length === 0 ? { fault: 'required' } : { fault: 'tooFew', count: least }
  if (typeof maxItems === 'number' && entries.length > maxItems)
    return { fault: 'tooMany', count: maxItems }
  if (uniqueItems && new Set(entries).size < entries.length) return { fault: 'twice' }
  for (const entry of items ? entries : []) {
    const found = valueFault({ ...items, default: undefined }, entry)
    if (found) return found
  }
  return undefined
}

/** A pattern of another language may not be one of ours; then only the cloud can tell. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value)
  } catch {
    return true
  }
}

function isObjectText(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}

/** `true` or `false` as written into an image; nothing when the text is neither. */
export function booleanOf(text: string): 'true' | 'false' | undefined {
  const word = text.trim().toLowerCase()
  if (['true', 'yes', 'on', '1'].includes(word)) return 'true'
  return ['false', 'no', 'off', '0'].includes(word) ? 'false' : undefined
}

/**
 * The entries of a list as an image keeps it: `a,b`, behind the definition's first operator if it
 * names any (`<in> a,b`), the form in which Horizon writes them.
 */
export function listOf({ operators }: Definition, text: string): string[] {
  const operator = operators?.find((one) => text.trim().startsWith(`${one} `))
  const entries = operator ? text.trim().slice(operator.length) : text
  return entries
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

/** The text of a list of entries; the other way round than `listOf`. */
export function listText({ operators }: Definition, entries: readonly string[]): string {
  const text = entries.join(',')
  const [operator] = operators ?? []
  return operator && text !== '' ? `${operator} ${text}` : text
}

/** A good value as it is sent: numbers without blanks around, yes and no in one spelling. */
export function sentValue(definition: Definition, value: string): string {
  const kind = inputKindOf(definition)
  if (kind === 'boolean') return booleanOf(value) ?? value
  if (kind === 'integer' || kind === 'number') return value.trim()
  return value
}

import type { SqlValue } from '@/lib/localcloud/db'
import { parseIsoTime } from './clock'
import { httpError } from './http-error'
import { parsePythonInt } from './python-text'

/** A piece of a WHERE clause with its values. */
export type Condition = { sql: string; values: SqlValue[] }

const textColumns = ['name', 'id', 'status', 'container_format', 'disk_format']
const plainColumns = [
  'owner',
  'visibility',
  'size',
  'virtual_size',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'min_disk',
  'min_ram',
]
const textOnlyColumns = ['owner', 'visibility', 'checksum', 'os_hash_algo', 'os_hash_value']
const rangeColumns = [
  ...textColumns,
  ...plainColumns,
  'protected',
  'os_hidden',
  'created_at',
  'updated_at',
]

/** Splits `gt:2026-01-01`; a value without an operator, or a bare time, means `eq`. */
function splitOperator(expression: string): { operator: string; value: string } {
  const at = expression.indexOf(':')
  if (at < 0 || parseIsoTime(expression) !== undefined) return { operator: 'eq', value: expression }
  return { operator: expression.slice(0, at), value: expression.slice(at + 1) }
}

function checkQuotes(value: string): void {
  let isOpening = true
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] !== '"' || (at > 0 && value[at - 1] === '\\')) continue
    if (isOpening && at > 0 && value[at - 1] !== ',') {
      throw httpError(
        400,
        `Invalid filter value ${value}. There is no comma before opening quotation mark.`,
      )
    }
    if (!isOpening && at + 1 !== value.length && value[at + 1] !== ',') {
      throw httpError(
        400,
        `Invalid filter value ${value}. There is no comma after closing quotation mark.`,
      )
    }
    isOpening = !isOpening
  }
  if (!isOpening) {
    throw httpError(400, `Invalid filter value ${value}. The quote is not closed.`)
  }
}

/**
 * Splits the list behind `in:` at commas; quotes protect a comma.
 * @throws HttpError 400 when quotes do not match
 */
export function splitQuoted(value: string): string[] {
  checkQuotes(value)
  const parts = value.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)",?|([^,]+),?|,/g)
  return [...parts].map((part) => part[1] || part[2] || '')
}

const timeOperators: Record<string, string> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  neq: '<>',
  eq: '=',
}

function timeCondition(column: string, expression: string): Condition {
  const { operator, value } = splitOperator(expression)
  const time = parseIsoTime(value)
  if (time === undefined) {
    throw httpError(400, `Bad "${column}" query filter format. Use ISO 8601 DateTime notation.`)
  }
  const sign = timeOperators[operator]
  if (!sign) throw httpError(400, 'Unable to filter on a unknown operator.')
  return { sql: `${column} ${sign} ?`, values: [time] }
}

function textCondition(column: string, expression: string): Condition {
  const { operator, value } = splitOperator(expression)
  if (operator === 'eq') return { sql: `${column} = ?`, values: [value] }
  if (operator !== 'in') {
    throw httpError(400, `Unable to filter by unknown operator '${operator}'.`)
  }
  const list = JSON.stringify(splitQuoted(value))
  return { sql: `${column} in (select value from json_each(?))`, values: [list] }
}

function rangeCondition(column: string, sign: '>=' | '<=', text: string): Condition {
  const bound = parsePythonInt(text)
  if (bound === undefined) {
    throw httpError(400, 'Unable to filter on a range with a non-numeric value.')
  }
  // The real service trips over a name that is no column; clients see a 500.
  if (!rangeColumns.includes(column)) throw httpError(500)
  // A text column is compared as text, which is what the database of the real service does.
  const isText = textColumns.includes(column) || textOnlyColumns.includes(column)
  return { sql: `${column} ${sign} ?`, values: [isText ? String(bound) : bound] }
}

function flagCondition(column: 'protected' | 'os_hidden', text: string): Condition {
  const clean = column === 'os_hidden' ? text.toLowerCase() : text
  if (clean !== 'true' && clean !== 'false') {
    throw httpError(
      400,
      `Invalid value '${clean}' for '${column}' filter. Valid values are 'true' or 'false'.`,
    )
  }
  return { sql: `${column} = ?`, values: [clean === 'true' ? 1 : 0] }
}

/** What the data model calls something else; asking for it is a 500 in the real service. */
const trippingNames = ['properties', 'members', 'locations', 'changes-since']

function otherCondition(name: string, value: string): Condition {
  if (trippingNames.includes(name)) throw httpError(500)
  if (plainColumns.includes(name)) return { sql: `${name} = ?`, values: [value] }
  return {
    sql: `exists (select 1 from image_properties p
          where p.image_id = images.id and p.name = ? and p.value = ?)`,
    values: [name, value],
  }
}

/**
 * Turns the filters of a list into conditions. A name that is no field of an image is a custom
 * property; ranges end in `_min` and `_max`.
 * Source: glance/db/sqlalchemy/api.py at 25.1.0, `_make_conditions_from_filters`.
 * @throws HttpError 400, or 500 where the real service breaks
 */
export function filterConditions(filters: Map<string, string>, tags: string[]): Condition[] {
  const conditions: Condition[] = [flagCondition('os_hidden', filters.get('os_hidden') ?? 'false')]
  const flag = filters.get('protected')
  if (flag !== undefined) conditions.push(flagCondition('protected', flag))
  for (const tag of tags) {
    conditions.push({
      sql: 'exists (select 1 from image_tags t where t.image_id = images.id and t.value = ?)',
      values: [tag],
    })
  }
  for (const [name, value] of filters) {
    if (['os_hidden', 'protected', 'deleted'].includes(name)) continue
    if (name.endsWith('_min')) conditions.push(rangeCondition(name.slice(0, -4), '>=', value))
    else if (name.endsWith('_max')) conditions.push(rangeCondition(name.slice(0, -4), '<=', value))
    else if (name === 'created_at' || name === 'updated_at') {
      conditions.push(timeCondition(name, value))
    } else if (textColumns.includes(name)) conditions.push(textCondition(name, value))
    else conditions.push(otherCondition(name, value))
  }
  return conditions
}

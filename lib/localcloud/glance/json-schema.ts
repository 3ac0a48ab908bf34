import { isJsonObject, type Json, type JsonObject } from './python-json'
import { prettyPrint, repr } from './python-text'

/**
 * The part of JSON Schema that the Image API's own documents use, with the error sentences of the
 * Python library behind the real service (jsonschema 4, draft 2020-12), because those sentences are
 * what clients print.
 */
type Failure = {
  message: string
  keyword: string
  path: (string | number)[]
  schemaPath: (string | number)[]
  instance: Json
  schema: JsonObject
}

function isType(value: Json | undefined, type: Json | undefined): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number'
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isJsonObject(value)
    default:
      return false
  }
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b)

/** Length in code points, as Python counts. */
const textLength = (text: string) => [...text].length

function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  const ref = schema.$ref
  if (typeof ref !== 'string') return schema
  let found: Json | undefined = root
  for (const step of ref.replace(/^#\//, '').split('/')) {
    found = isJsonObject(found) ? found[step] : undefined
  }
  return isJsonObject(found) ? found : {}
}

/** Sentences of the keywords that look at one value without going down into it. */
function simpleFailure(keyword: string, rule: Json, value: Json): string | undefined {
  switch (keyword) {
    case 'type': {
      const types = listOf(rule)
      if (types.some((type) => isType(value, type))) return undefined
      return `${repr(value)} is not of type ${types.map(repr).join(', ')}`
    }
    case 'enum':
      if (listOf(rule).some((allowed) => same(allowed, value))) return undefined
      return `${repr(value)} is not one of ${repr(rule)}`
    case 'pattern':
      if (typeof value !== 'string' || new RegExp(String(rule), 'u').test(value)) return undefined
      return `${repr(value)} does not match ${repr(rule)}`
    case 'maxLength':
      if (typeof value !== 'string' || textLength(value) <= Number(rule)) return undefined
      return `${repr(value)} is too long`
    case 'minLength':
      if (typeof value !== 'string' || textLength(value) >= Number(rule)) return undefined
      return `${repr(value)} is too short`
    case 'minimum':
      if (typeof value !== 'number' || value >= Number(rule)) return undefined
      return `${repr(value)} is less than the minimum of ${repr(rule)}`
    case 'minItems':
      if (!Array.isArray(value) || value.length >= Number(rule)) return undefined
      return `${repr(value)} is too short`
    case 'maxItems':
      if (!Array.isArray(value) || value.length <= Number(rule)) return undefined
      return `${repr(value)} is too long`
    case 'minProperties':
      if (!isJsonObject(value) || Object.keys(value).length >= Number(rule)) return undefined
      return `${repr(value)} does not have enough properties`
    case 'maxProperties':
      if (!isJsonObject(value) || Object.keys(value).length <= Number(rule)) return undefined
      return `${repr(value)} has too many properties`
    case 'uniqueItems': {
      if (!rule || !Array.isArray(value)) return undefined
      const isUnique = value.every((item, at) => value.findIndex((o) => same(o, item)) === at)
      return isUnique ? undefined : `${repr(value)} has non-unique elements`
    }
    default:
      return undefined
  }
}

function* failures(
  value: Json,
  schema: JsonObject,
  root: JsonObject,
  path: (string | number)[],
  schemaPath: (string | number)[],
): Generator<Failure> {
  const below = (key: string | number, item: Json, rule: JsonObject, at: (string | number)[]) =>
    failures(item, rule, root, [...path, key], [...schemaPath, ...at])
  const fail = (keyword: string, message: string): Failure => ({
    message,
    keyword,
    path,
    schemaPath: [...schemaPath, keyword],
    instance: value,
    schema,
  })
  for (const [keyword, rule] of Object.entries(schema)) {
    if (rule === undefined) continue
    if (keyword === '$ref') {
      yield* failures(value, resolve(schema, root), root, path, schemaPath)
    } else if (keyword === 'allOf') {
      for (const [index, part] of listOf(rule).entries()) {
        if (isJsonObject(part)) {
          yield* failures(value, part, root, path, [...schemaPath, 'allOf', index])
        }
      }
    } else if (keyword === 'oneOf') {
      const fitting = listOf(rule).filter(
        (part) => isJsonObject(part) && failures(value, part, root, [], []).next().done,
      )
      if (fitting.length === 0) {
        yield fail(keyword, `${repr(value)} is not valid under any of the given schemas`)
      }
    } else if (keyword === 'not' && isJsonObject(rule)) {
      if (failures(value, rule, root, [], []).next().done) {
        yield fail(keyword, `${repr(value)} should not be valid under ${repr(rule)}`)
      }
    } else if (keyword === 'properties' && isJsonObject(rule) && isJsonObject(value)) {
      for (const [name, part] of Object.entries(rule)) {
        const item = value[name]
        if (item !== undefined && isJsonObject(part)) {
          yield* below(name, item, part, ['properties', name])
        }
      }
    } else if (keyword === 'additionalProperties' && isJsonObject(value)) {
      const known = isJsonObject(schema.properties) ? schema.properties : {}
      const extras = Object.keys(value).filter((name) => !Object.hasOwn(known, name))
      if (isJsonObject(rule)) {
        for (const name of extras) {
          const item = value[name]
          if (item !== undefined) yield* below(name, item, rule, ['additionalProperties'])
        }
      } else if (rule === false && extras.length > 0) {
        const names = extras.sort().map(repr).join(', ')
        const verb = extras.length === 1 ? 'was' : 'were'
        yield fail(keyword, `Additional properties are not allowed (${names} ${verb} unexpected)`)
      }
    } else if (keyword === 'items' && isJsonObject(rule) && Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield* below(index, item, rule, ['items'])
    } else if (keyword === 'required' && isJsonObject(value)) {
      for (const name of listOf(rule)) {
        if (!Object.hasOwn(value, String(name))) {
          yield fail(keyword, `${repr(name)} is a required property`)
        }
      }
    } else {
      const message = simpleFailure(keyword, rule, value)
      if (message !== undefined) yield fail(keyword, message)
    }
  }
}

/** Failures nearer to the top say more; among equals one whose value has the wrong type. */
function best(found: Iterable<Failure>): Failure | undefined {
  let winner: Failure | undefined
  let winnerRank: [number, number] = [0, 0]
  for (const failure of found) {
    const types = listOf(failure.schema.type)
    const hasRightType = types.some((type) => isType(failure.instance, type))
    const rank: [number, number] = [-failure.path.length, hasRightType ? 0 : 1]
    const isBetter =
      rank[0] > winnerRank[0] || (rank[0] === winnerRank[0] && rank[1] > winnerRank[1])
    if (winner === undefined || isBetter) {
      winner = failure
      winnerRank = rank
    }
  }
  return winner
}

const asIndex = (word: string, steps: (string | number)[]) =>
  word + steps.map((step) => `[${repr(step)}]`).join('')

const indented = (text: string) => text.replaceAll('\n', '\n    ')

/**
 * Checks a value against a schema document.
 * @returns undefined when it fits, else the multi-line reason that the real service prints
 */
export function schemaFailure(value: Json, schema: JsonObject): string | undefined {
  const failure = best(failures(value, schema, schema, [], []))
  return failure ? describe(failure) : undefined
}

/**
 * The same check for Keystone, which reports the first failure in the order of the schema.
 * @returns where the failing value stands (steps from the root) and the multi-line reason
 */
export function firstSchemaFailure(
  value: Json,
  schema: JsonObject,
): { path: (string | number)[]; reason: string } | undefined {
  const [failure] = failures(value, schema, schema, [], [])
  return failure ? { path: failure.path, reason: describe(failure) } : undefined
}

function describe(failure: Failure): string {
  const where = asIndex('schema', failure.schemaPath.slice(0, -1))
  return [
    `${failure.message}\n`,
    `Failed validating ${repr(failure.keyword)} in ${where}:`,
    `    ${indented(prettyPrint(failure.schema))}\n`,
    `On ${asIndex('instance', failure.path)}:`,
    `    ${indented(prettyPrint(failure.instance))}`,
  ].join('\n')
}

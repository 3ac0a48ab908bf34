import type { Json, JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Answer, Ask } from './ask'

/** A resource as it goes out, before its link is added. */
export type Entity = JsonObject & { id: string }

/** Adds the link to itself and wraps it under its key. */
export function member(ask: Ask, collection: string, key: string, entity: Entity): Json {
  return { [key]: linked(ask, collection, entity) }
}

/** The same with a status, for handlers that end with it. */
export function answerMember(
  ask: Ask,
  collection: string,
  key: string,
  entity: Entity,
  status = 200,
): Answer {
  return { status, body: member(ask, collection, key, entity) }
}

/** A list with Keystone's links; `path` is where the members live, `key` their name in the body. */
export function answerList(ask: Ask, key: string, entities: Entity[], path = key): Answer {
  return {
    body: {
      [key]: entities.map((entity) => linked(ask, path, entity)),
      links: { next: null, self: ask.self, previous: null },
    },
  }
}

/** An entity with `links.self`. */
export function linked(ask: Ask, path: string, entity: Entity): JsonObject {
  return { ...entity, links: { self: `${ask.base}/${path}/${entity.id}` } }
}

/**
 * Keeps the entities that fit the query: `name=x` exactly, `name__contains=x`, `__startswith`,
 * `__endswith` and each with an `i` before it for any case. Only the named attributes count, every
 * other parameter is ignored (keystone/server/flask/common.py, `build_driver_hints`).
 */
export function filtered(ask: Ask, entities: Entity[], attributes: string[]): Entity[] {
  let left = entities
  for (const [key, wanted] of ask.query) {
    const [attribute = '', comparator] = key.split('__', 2)
    if (!attributes.includes(attribute)) continue
    left = left.filter((entity) => fits(entity[attribute], wanted, comparator))
  }
  return left
}

function fits(value: Json | undefined, wanted: string, comparator: string | undefined): boolean {
  if (typeof value === 'boolean') return value === isTrue(wanted)
  if (comparator === undefined) return value === wanted
  if (typeof value !== 'string') return false
  const ignoresCase = comparator.startsWith('i')
  const [text, part] = ignoresCase ? [value.toLowerCase(), wanted.toLowerCase()] : [value, wanted]
  switch (ignoresCase ? comparator.slice(1) : comparator) {
    case 'contains':
      return text.includes(part)
    case 'startswith':
      return text.startsWith(part)
    case 'endswith':
      return text.endsWith(part)
    default:
      return true
  }
}

/** A flag in a query: everything is true but the usual words for no. */
export function isTrue(text: string): boolean {
  return !['0', 'false', 'f', 'no', 'n', 'off'].includes(text.toLowerCase())
}

/** Whether a bare flag such as `?effective` is set; only `=0` unsets it. */
export function hasFlag(ask: Ask, name: string): boolean {
  return ask.query.has(name) && ask.query.get(name) !== '0'
}

import { HttpError, httpError } from './http-error'
import { isReservedName, readOnlyNames } from './image-checks'
import { isJsonObject, type Json, type JsonObject } from './python-json'
import { validateImage } from './schema-image'

const operations = ['add', 'remove', 'replace'] as const
type Operation = (typeof operations)[number]

/** One change of a PATCH. `strictAdd`: the older media type refuses to add what is there already. */
export type Change = {
  op: Operation
  path: string[]
  value: Json
  strictAdd: boolean
}

const mediaTypes = {
  'application/openstack-images-v2.0-json-patch': 4,
  'application/openstack-images-v2.1-json-patch': 10,
} as const

const oneMember =
  'Operation objects must contain exactly one member named "add", "remove", or "replace".'

/** The older drafts write `{"add": "/path", "value": …}`. */
function readDraft4(raw: JsonObject): { op: Operation; pointer: Json | undefined } {
  const found = operations.filter((name) => name in raw)
  if (found.length > 1) {
    throw httpError(
      400,
      'Operation objects must contain only one member named "add", "remove", or "replace".',
    )
  }
  const op = found[0]
  if (!op) throw httpError(400, oneMember)
  return { op, pointer: raw[op] }
}

function readDraft10(raw: JsonObject): { op: Operation; pointer: Json | undefined } {
  const available = operations.join(', ')
  if (raw.op === undefined || raw.op === null) {
    throw httpError(
      400,
      `Unable to find \`op\` in JSON Schema change. It must be one of the following: ${available}.`,
    )
  }
  const op = operations.find((name) => name === raw.op)
  if (!op) {
    throw httpError(
      400,
      `Invalid operation: \`${raw.op}\`. It must be one of the following: ${available}.`,
    )
  }
  if (!('path' in raw)) throw httpError(400, "Unable to find 'path' in JSON Schema change")
  return { op, pointer: raw.path }
}

/**
 * Splits a JSON pointer, undoing `~1` and `~0`.
 * @throws HttpError 400 for a pointer Glance does not take; 500 for one that is no text
 */
export function parsePointer(pointer: Json | undefined): string[] {
  if (typeof pointer !== 'string') throw httpError(500)
  if (!pointer.startsWith('/')) {
    throw httpError(400, `Pointer \`${pointer}\` does not start with "/".`)
  }
  if (/\/\s*?\//.test(pointer.slice(1))) {
    throw httpError(400, `Pointer \`${pointer}\` contains adjacent "/".`)
  }
  if (pointer.length > 1 && pointer.endsWith('/')) {
    throw httpError(400, `Pointer \`${pointer}\` end with "/".`)
  }
  if (/~[^01]/.test(pointer) || pointer.endsWith('~')) {
    throw httpError(
      400,
      `Pointer \`${pointer}\` contains "~" not part of a recognized escape sequence.`,
    )
  }
  const parts = pointer.replace(/^\/+/, '').split('/')
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~').trim())
}

/** Only locations may be addressed by their place in the list. */
function checkDepth(op: Operation, path: string[]): void {
  const depth = path[0] === 'locations' && op !== 'replace' ? 2 : 1
  if (path.length !== depth) {
    throw httpError(400, `Invalid JSON pointer for this resource: '/${path.join('/')}'`)
  }
}

function checkChange(change: Change): void {
  const root = change.path[0] ?? ''
  if (readOnlyNames.includes(root)) {
    throw httpError(403, `Attribute '${root}' is read-only.`)
  }
  if (isReservedName(root)) throw httpError(403, `Attribute '${root}' is reserved.`)
  if (change.op === 'remove') return
  validateImage({ [root]: change.path.length === 1 ? change.value : [change.value] })
}

/**
 * Reads the body of PATCH /v2/images/{image_id}.
 * Source: glance/api/v2/images.py at 25.1.0, `RequestDeserializer.update`.
 * @param contentType media type without parameters
 * @param readBody called once the media type is known to be right
 * @throws HttpError 400, 403 for a name nobody may set, 415
 */
export async function parsePatch(
  contentType: string,
  readBody: () => Promise<Json>,
): Promise<Change[]> {
  const draft = Object.entries(mediaTypes).find(([type]) => type === contentType)?.[1]
  if (!draft) {
    const accepted = Object.keys(mediaTypes).sort().join(', ')
    throw new HttpError(415, { headers: { 'Accept-Patch': accepted } })
  }
  const body = await readBody()
  if (!Array.isArray(body)) {
    throw httpError(400, 'Request body must be a JSON array of operation objects.')
  }
  return body.map((raw) => {
    if (!isJsonObject(raw)) throw httpError(400, 'Operations must be JSON objects.')
    const { op, pointer } = draft === 10 ? readDraft10(raw) : readDraft4(raw)
    const path = parsePointer(pointer)
    checkDepth(op, path)
    if (op !== 'remove' && raw.value === undefined) {
      throw httpError(400, `Operation "${op}" requires a member named "value".`)
    }
    const change: Change = { op, path, value: raw.value ?? null, strictAdd: draft === 4 }
    checkChange(change)
    return change
  })
}

import type { Image } from './schemas/image'
import type { ImageTask, ImportImage } from './schemas/import'

const running = new Set(['pending', 'processing'])

/** How far the newest import of an image is, or how it ended when that still matters. */
export type ImportState =
  | { phase: 'running'; task: ImageTask | undefined; waiting: string[] }
  | { phase: 'failed'; task: ImageTask | undefined; failed: string[] }
  | { phase: 'partial'; task: ImageTask | undefined; failed: string[] }
  | { phase: 'none' }

/** Store names in one of Glance's comma lists; Glance leaves them empty when it is done. */
export function storesIn(list: unknown): string[] {
  return typeof list === 'string' ? list.split(',').filter(Boolean) : []
}

/** Stores that an import did not fill and that still have no data. */
export function missedStores(image: Image): string[] {
  const here = storesIn(image.stores)
  return storesIn(image.os_glance_failed_import).filter((store) => !here.includes(store))
}

/** True while an import or a copy holds the image, whatever its status says. */
export function isImporting(image: Image): boolean {
  const lock = image.os_glance_import_task
  return image.status === 'importing' || (typeof lock === 'string' && lock !== '')
}

/**
 * What the image and its tasks together tell about its newest import. The image decides: right
 * after the answer to an import its status has not moved yet, and tasks vanish after 48 hours.
 *
 * @param tasks Newest first.
 */
export function importState(image: Image, tasks: readonly ImageTask[]): ImportState {
  const imports = tasks.filter(({ type }) => type === 'api_image_import')
  if (isImporting(image)) {
    const task = imports.find(({ status }) => running.has(status))
    return { phase: 'running', task, waiting: storesIn(image.os_glance_importing_to_stores) }
  }
  const failed = missedStores(image)
  const task = imports[0]
  const hasData = image.status === 'active' || image.status === 'deactivated'
  if (hasData) return failed.length > 0 ? { phase: 'partial', task, failed } : { phase: 'none' }
  const isBroken = task?.status === 'failure' || (task === undefined && failed.length > 0)
  const canBeTold = image.status === 'queued' || image.status === 'uploading'
  return isBroken && canBeTold ? { phase: 'failed', task, failed } : { phase: 'none' }
}

/**
 * Share of an import that is done, from 0 to 1; nothing while it cannot be told. Glance counts the
 * bytes that reach the stores ("Copied 12 MiB").
 */
export function importShare(image: Image, task: ImageTask | undefined): number | undefined {
  const copied = copiedBytes(task)
  if (copied === undefined || !image.size) return undefined
  return Math.min(1, copied / image.size)
}

/** Bytes that a task has copied by its own message; to a MiB. */
export function copiedBytes(task: ImageTask | undefined): number | undefined {
  const found = /^Copied (\d+) MiB$/.exec(task?.message ?? '')
  return found ? Number(found[1]) * 1024 * 1024 : undefined
}

export const importReasons = [
  'quota',
  'full',
  'incomplete',
  'digest',
  'format',
  'stale',
  'sourceInactive',
  'address',
  'download',
  'copy',
  'store',
] as const
/** Why an import failed, as a key of `imports.reasons`. */
export type ImportReason = (typeof importReasons)[number]

// Glance's own sentences, in the order in which they are looked for.
// Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/async_/flows/api_image_import.py
const sentences: Array<[RegExp, ImportReason]> = [
  [/quota|over.?limit|limit exceeded|exceeds? .*limit/i, 'quota'],
  [/no space left|storage.*full|not enough .*space/i, 'full'],
  [/size .*(different|mismatch)|different .*size/i, 'incomplete'],
  [/os_hash_value|checksum|digest/i, 'digest'],
  [/format .*(match|mismatch|expected|rejected)|unsupported .*format/i, 'format'],
  [/expired lock/i, 'stale'],
  [/source image status/i, 'sourceInactive'],
  [/HTTP ?Error|URLError|urlopen|timed? out|refused|name or service|not resolve/i, 'address'],
  [/uploads finished|error deleting from store/i, 'store'],
]

/** The plain reason behind a failed task. Most failures carry Glance's one word "Internal Error". */
export function importReason(task: ImageTask | undefined): ImportReason | undefined {
  const message = task?.message ?? ''
  const told = sentences.find(([pattern]) => pattern.test(message))?.[1]
  if (told) return told
  const method = task?.input?.import_req?.method?.name
  if (method === 'web-download' || method === 'glance-download') return 'download'
  return method === 'copy-image' ? 'copy' : undefined
}

/**
 * The same import once more, or nothing when it cannot be repeated as it was: staged data is gone
 * after a failure, and a task that Glance forgot tells no address.
 */
export function repeatOf(image: Image, state: ImportState): ImportImage | undefined {
  if (state.phase === 'partial') return { method: { name: 'copy-image' }, stores: state.failed }
  if (state.phase !== 'failed') return undefined
  const request = state.task?.input?.import_req
  const { name, uri, glance_region, glance_image_id } = request?.method ?? {}
  const targets = {
    ...(request?.all_stores ? { all_stores: true } : {}),
    ...(request?.stores?.length && !request.all_stores ? { stores: request.stores } : {}),
    ...(request?.all_stores_must_succeed === false ? { all_stores_must_succeed: false } : {}),
  }
  if (name === 'web-download' && uri) return { method: { name, uri }, ...targets }
  if (name === 'glance-download' && glance_region && glance_image_id)
    return { method: { name, glance_region, glance_image_id }, ...targets }
  if (name === 'glance-direct' && image.status === 'uploading')
    return { method: { name }, ...targets }
  return undefined
}

import { isAppError } from '@/lib/errors'
import { apiPaths } from '@/lib/paths'
import { fetchJson } from '@/lib/queries/fetch-json'
import type { RowChange } from '@/lib/queries/image-rows'
import type { Image, ImageChange, ImageRow } from '@/lib/schemas/image'
import type { ImportImage } from '@/lib/schemas/import'
import type { Member } from '@/lib/schemas/member'
import type { BulkAction, BulkImage } from './action'
import { storesOf } from './plan'

export type Applied = {
  /** Glance said that there was nothing to change. */
  isAlready?: boolean
  /** What the row of the image is now. */
  change?: RowChange
  /** The whole image, where the write returned it. */
  image?: Image
}

/**
 * Does an action to one image through our own routes, each of which is one call of Glance's.
 * May be repeated after a failure in its middle.
 *
 * @throws AppError of the first call that failed.
 */
export async function applyAction(
  scope: string,
  action: BulkAction,
  image: BulkImage,
): Promise<Applied> {
  const set = (key: string, value: ImageChange['value']) =>
    patch(scope, image.id, [{ key, value }], true)
  switch (action.kind) {
    case 'addTags':
    case 'removeTags':
      return changeTags(scope, action, image)
    case 'setProperty':
      return set(action.name, action.value)
    case 'removeProperty':
      return set(action.name, null).catch(alreadyIf(isMissingProperty))
    case 'visibility':
      return set('visibility', action.visibility)
    case 'protect':
    case 'unprotect':
      return set('protected', action.kind === 'protect')
    case 'hide':
    case 'show':
      return set('os_hidden', action.kind === 'hide')
    case 'deactivate':
    case 'reactivate': {
      const url = apiPaths.imageAction(scope, image.id, action.kind)
      return written(await fetchJson<Image>(url, { method: 'POST' }))
    }
    case 'copy':
      return copy(scope, image, action.stores)
    case 'share':
      return share(scope, image.id, action.projects)
    case 'withdraw':
      for (const member of image.members ?? []) await withdraw(scope, image.id, member)
      return {}
    case 'delete':
      if (action.unprotect && image.protected) await set('protected', false)
      await fetchJson(apiPaths.image(scope, image.id), { method: 'DELETE' })
      return { change: () => null }
  }
}

async function patch(
  scope: string,
  imageId: string,
  changes: ImageChange[],
  overwrite: boolean,
): Promise<Applied> {
  const body = { changes, overwrite }
  return written(await fetchJson<Image>(apiPaths.image(scope, imageId), { method: 'PATCH', body }))
}

function written(image: Image): Applied {
  return { image, change: () => rowOf(image) }
}

// A list holds slim rows: an image brings more than one shows.
function rowOf(image: Image): ImageRow {
  const { os_glance_import_task: task } = image
  return {
    id: image.id,
    name: image.name,
    status: image.status,
    visibility: image.visibility,
    protected: image.protected,
    os_hidden: image.os_hidden,
    owner: image.owner,
    disk_format: image.disk_format,
    container_format: image.container_format,
    size: image.size,
    min_disk: image.min_disk,
    min_ram: image.min_ram,
    tags: image.tags,
    created_at: image.created_at,
    updated_at: image.updated_at,
    stores: image.stores,
    ...(typeof task === 'string' ? { os_glance_import_task: task } : {}),
  }
}

type TagAction = Extract<BulkAction, { kind: 'addTags' | 'removeTags' }>

// Tag by tag, because writing the whole list would undo what somebody else tags meanwhile.
async function changeTags(scope: string, action: TagAction, image: BulkImage): Promise<Applied> {
  const isAdding = action.kind === 'addTags'
  const asked = action.tags.filter((tag) => image.tags.includes(tag) !== isAdding)
  if (asked.some((tag) => tag.includes('/'))) return replaceTags(scope, action, image.id)
  for (const tag of asked) {
    const method = isAdding ? 'PUT' : 'DELETE'
    await fetchJson(apiPaths.tag(scope, image.id, tag), { method })
  }
  return { change: (row) => ({ ...row, tags: changedTags(row.tags, action) }) }
}

// A tag with a slash has no address of its own in Glance. The list is read just before it is
// written, and a change in between is a conflict.
async function replaceTags(scope: string, action: TagAction, imageId: string): Promise<Applied> {
  const now = await fetchJson<Image>(apiPaths.image(scope, imageId))
  const value = changedTags(now.tags, action)
  return patch(scope, imageId, [{ key: 'tags', value, base: now.tags }], false)
}

function changedTags(tags: readonly string[], action: TagAction): string[] {
  const others = tags.filter((tag) => !action.tags.includes(tag))
  return action.kind === 'addTags' ? [...others, ...action.tags] : others
}

// Glance refuses the whole call for one store that holds the data already.
async function copy(scope: string, image: BulkImage, stores: readonly string[]): Promise<Applied> {
  const here = storesOf(image)
  const body: ImportImage = {
    method: { name: 'copy-image' },
    stores: stores.filter((store) => !here.includes(store)),
  }
  const url = apiPaths.imageAction(scope, image.id, 'import')
  return written(await fetchJson<Image>(url, { method: 'POST', body }))
}

async function share(
  scope: string,
  imageId: string,
  projects: readonly string[],
): Promise<Applied> {
  let added = 0
  for (const member of projects) {
    const url = apiPaths.members(scope, imageId)
    const sent = fetchJson<Member>(url, { method: 'POST', body: { member } })
    // Adding a member answers 409 for one reason only: it is a member.
    // Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/v2/image_members.py
    const { isAlready } = await sent.then(
      () => ({ isAlready: false }),
      alreadyIf((error) => isAppError(error, 'conflict')),
    )
    if (!isAlready) added += 1
  }
  return { isAlready: added === 0 }
}

// An offer that somebody else took back meanwhile is what was asked for.
async function withdraw(scope: string, imageId: string, member: string): Promise<void> {
  const sent = fetchJson(apiPaths.member(scope, imageId, member), { method: 'DELETE' })
  await sent.catch(alreadyIf((error) => isAppError(error, 'not_found')))
}

// Removing a property that is not there answers 409 with this sentence.
// Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/v2/images.py (_do_remove)
function isMissingProperty(error: unknown): boolean {
  return isAppError(error, 'conflict') && /does not exist/.test(error.detail ?? '')
}

function alreadyIf(test: (error: unknown) => boolean) {
  return (error: unknown): { isAlready: true } => {
    if (test(error)) return { isAlready: true }
    throw error
  }
}

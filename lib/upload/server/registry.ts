import 'server-only'
import { randomUUID } from 'node:crypto'
import { seal } from '@/lib/auth/seal'
import { env } from '@/lib/env'
import { AppError, appError } from '@/lib/errors'
import { getImage } from '@/lib/glance/images'
import { logger } from '@/lib/log'
import type { Cloud } from '@/lib/openstack/cloud'
import type { UploadMetadata } from '@/lib/schemas/upload'
import { elsewhereError } from './claims'
import { type Elsewhere, uploadsElsewhere } from './elsewhere'
import { isDone, parseRecord, type UploadRecord } from './record'
import type { SpoolStore } from './spool-store'
import { knownUploads, spoolStore, state } from './state'
import { Upload } from './upload'

/** Bytes of the largest file that the spool can promise to hold; nothing without a spool. */
export async function spoolFree(): Promise<number | undefined> {
  const store = await spoolStore()
  if (!store) return undefined
  const here = knownUploads().map(({ record, flow }) => ({ record, spooled: flow.spooled }))
  const all = [...here, ...(await uploadsElsewhere())]
  const kept = all.filter(({ record }) => record.survivesBreak && !isDone(record))
  const promised = kept.reduce((sum, { record }) => sum + record.size, 0)
  const written = kept.reduce((sum, { spooled }) => sum + spooled, 0)
  const onDisk = await store.free().catch(() => 0)
  const cap = env().UPLOAD_SPOOL_MAX_BYTES ?? Number.MAX_SAFE_INTEGER
  return Math.max(0, Math.min(onDisk - (promised - written), cap - promised))
}

/**
 * Begins an upload into an image that exists and is `queued`.
 *
 * @param size Exact size in bytes.
 * @throws AppError `invalid` (empty file, formats not set), `too_large` (`IMAGE_SIZE_CAP`), `not_found`, `forbidden` (another
 *   project's image), `conflict` (not queued, or already being uploaded).
 */
export async function createUpload(
  cloud: Cloud,
  size: number,
  metadata: UploadMetadata,
): Promise<Upload> {
  // An empty body would become an active image of 0 bytes.
  if (size < 1) throw appError('invalid', { detail: 'The file is empty.' })
  const cap = env().IMAGE_SIZE_CAP
  if (cap !== undefined && size > cap)
    throw appError('too_large', { detail: `This cloud takes images of ${cap} bytes at most.` })
  const { imageId } = metadata
  const image = await getImage(cloud, imageId)
  if (image.owner !== null && image.owner !== cloud.projectId && !cloud.roles.includes('admin'))
    throw appError('forbidden', { detail: 'The image belongs to another project.' })
  if (image.status !== 'queued')
    throw appError('conflict', {
      detail: `The image is "${image.status}" in Glance; data can only be sent while it is "queued".`,
    })
  if (!image.disk_format || !image.container_format)
    throw appError('invalid', {
      detail: 'Set the disk format and the container format of the image first.',
    })
  await clearWay(imageId)
  const store = await spoolStore()
  const survivesBreak = store !== undefined && size <= ((await spoolFree()) ?? 0)
  const record = newRecord(cloud, size, metadata, survivesBreak)
  await (store ? store.claim(record.id) : state().claims?.take(record.id))
  const upload = new Upload(record, store, 0)
  state().uploads.set(record.id, upload)
  await upload.save()
  return upload
}

// A failed upload of the same image makes room; one under way does not.
async function clearWay(imageId: string): Promise<void> {
  const isInWay = ({ record }: { record: UploadRecord }) =>
    record.imageId === imageId && !isDone(record)
  for (const other of [...knownUploads(), ...(await uploadsElsewhere())].filter(isInWay)) {
    if (other.record.end === null)
      throw appError('conflict', {
        detail: 'An upload into this image is under way already.',
        extra: { uploadId: other.record.id },
      })
    if (other instanceof Upload) await forget(other)
  }
}

function newRecord(
  cloud: Cloud,
  size: number,
  metadata: UploadMetadata,
  survivesBreak: boolean,
): UploadRecord {
  const id = randomUUID()
  const now = new Date().toISOString()
  return {
    version: 1,
    id,
    imageId: metadata.imageId,
    size,
    filename: metadata.filename,
    fileDate: metadata.fileDate ?? null,
    fingerprint: metadata.fingerprint ?? null,
    ...(metadata.store ? { store: metadata.store } : {}),
    clientSha512: metadata.sha512 ?? null,
    userId: cloud.userId,
    projectId: cloud.projectId,
    imageUrl: cloud.imageUrl,
    sealedToken: seal(env().NEXTAUTH_SECRET, id, cloud.token),
    tokenExpiresAt: cloud.tokenExpiresAt,
    survivesBreak,
    sends: 0,
    createdAt: now,
    touchedAt: now,
    end: null,
  }
}

const isOwn = ({ record }: { record: UploadRecord }, cloud: Cloud) =>
  record.userId === cloud.userId &&
  record.projectId === cloud.projectId &&
  record.imageUrl === cloud.imageUrl

/**
 * One of the caller's own uploads; brings its token up to date.
 *
 * @throws AppError `not_found`, also for somebody else's; 423 `conflict` while another process works
 *   on it; `unauthenticated` when Glance refused the caller's token.
 */
export async function findUpload(cloud: Cloud, id: string): Promise<Upload> {
  const upload = await loadUpload(id)
  if (!upload || upload.isRemoved || !isOwn(upload, cloud)) throw appError('not_found')
  upload.renew(cloud)
  return upload
}

/**
 * The caller's own uploads in this project; brings the tokens of those here up to date. Where copies
 * share the spool, those that others work on, or nobody just now, stand beside them.
 */
export async function ownUploads(
  cloud: Cloud,
): Promise<{ here: Upload[]; elsewhere: Elsewhere[] }> {
  const { claims } = state()
  if (!claims) await adoptUploads()
  const here = knownUploads().filter((upload) => isOwn(upload, cloud))
  for (const upload of here) upload.renew(cloud)
  const others = claims ? await uploadsElsewhere() : []
  return { here, elsewhere: others.filter((other) => isOwn(other, cloud)) }
}

/** Ends an upload and forgets it; the image record stays. */
export async function forget(upload: Upload): Promise<void> {
  const { uploads, claims } = state()
  const { id } = upload.record
  if (claims && !claims.isHeld(id)) throw elsewhereError()
  await upload.remove()
  uploads.delete(id)
  await claims?.release(id)
}

/** Takes over every upload in the spool that no living process works on. */
export async function adoptUploads(): Promise<void> {
  const { claims, uploads } = state()
  const store = await spoolStore()
  const ids = (await store?.list().catch(() => [])) ?? []
  const strange = ids.filter((id) => !uploads.has(id))
  const holders = (await claims?.holders(strange)) ?? []
  for (const [index, id] of strange.entries()) {
    if (holders[index] !== undefined) continue
    await loadUpload(id).catch((error) => {
      if (!(error instanceof AppError)) logger().warn({ upload: id, err: error }, 'not taken over')
    })
  }
}

// Whose upload it was, and of what, nobody can tell any more: the owner sees it as gone and sends the
// file again. What is left makes room once it would have been swept anyway.
async function dropUnreadable(store: SpoolStore, id: string): Promise<undefined> {
  const isOld = (await store.idleMs(id)) > env().UPLOAD_KEEP_SECONDS * 1000
  if (isOld && (await store.claim(id))) await store.remove(id)
  else if (state().unreadable.has(id)) return undefined
  state().unreadable.add(id)
  logger().error({ upload: id, removed: isOld }, 'the record of an upload cannot be read')
  return undefined
}

// An upload has one object: a second one would send and write the same bytes beside the first.
async function loadUpload(id: string): Promise<Upload | undefined> {
  const { uploads, loading } = state()
  const known = uploads.get(id) ?? loading.get(id)
  if (known) return known
  const made = loadFromSpool(id).finally(() => loading.delete(id))
  loading.set(id, made)
  return made
}

async function loadFromSpool(id: string): Promise<Upload | undefined> {
  if (!/^[\w-]{1,64}$/.test(id)) return undefined
  if (state().isHandedOver) throw elsewhereError()
  const store = await spoolStore()
  const text = await store?.loadRecord(id)
  if (!store || text === undefined) return undefined
  const record = parseRecord(text)
  if (record?.id !== id) return dropUnreadable(store, id)
  if (!(await store.claim(id)))
    throw state().claims
      ? elsewhereError()
      : new AppError({
          code: 'conflict',
          status: 423,
          detail: 'Another process works on this upload.',
        })
  const size = Math.min(await store.size(id), record.size)
  const upload = new Upload(record, store, isDone(record) ? 0 : size)
  state().uploads.set(id, upload)
  void upload.check()
  if (record.end === null && upload.isWhole) upload.push.run()
  logger().info({ upload: id, received: size, of: record.size }, 'upload taken over')
  return upload
}

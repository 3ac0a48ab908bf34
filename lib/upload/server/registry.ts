import 'server-only'
import { randomUUID } from 'node:crypto'
import { seal } from '@/lib/auth/seal'
import { env } from '@/lib/env'
import { AppError, appError } from '@/lib/errors'
import { getImage } from '@/lib/glance/images'
import { logger } from '@/lib/log'
import type { Cloud } from '@/lib/openstack/cloud'
import type { UploadMetadata } from '@/lib/upload/protocol'
import { openDirectorySpool } from './directory-spool'
import { parseRecord, type UploadRecord } from './record'
import type { SpoolStore } from './spool-store'
import { Upload } from './upload'

type State = {
  uploads: Map<string, Upload>
  loading: Map<string, Promise<Upload | undefined>>
  spool: Promise<SpoolStore | undefined> | undefined
  /** Ids that were complained about. */
  unreadable: Set<string>
}

// Route handlers and the start-up code are bundled apart; what they share lives on the global object.
const holder = globalThis as { __vitrineUploads?: State }

function state(): State {
  holder.__vitrineUploads ??= {
    uploads: new Map(),
    loading: new Map(),
    spool: undefined,
    unreadable: new Set(),
  }
  return holder.__vitrineUploads
}

/** The spool, or nothing when none is configured or it cannot be used. */
export function spoolStore(): Promise<SpoolStore | undefined> {
  const shared = state()
  shared.spool ??= openSpool()
  return shared.spool
}

async function openSpool(): Promise<SpoolStore | undefined> {
  const directory = env().UPLOAD_SPOOL_DIR
  if (!directory) return undefined
  try {
    return await openDirectorySpool(directory)
  } catch (error) {
    logger().error(
      { err: error },
      'the upload spool cannot be used; uploads will not survive a break',
    )
    state().spool = undefined
    return undefined
  }
}

/** Every upload that this process knows. */
export function knownUploads(): Upload[] {
  return [...state().uploads.values()]
}

/** Bytes of the largest file that the spool can promise to hold; nothing without a spool. */
export async function spoolFree(): Promise<number | undefined> {
  const store = await spoolStore()
  if (!store) return undefined
  const spooled = knownUploads().filter(({ record }) => record.survivesBreak && !isDone(record))
  const promised = spooled.reduce((sum, { record }) => sum + record.size, 0)
  const written = spooled.reduce((sum, { flow }) => sum + flow.spooled, 0)
  const onDisk = await store.free().catch(() => 0)
  const cap = env().UPLOAD_SPOOL_MAX_BYTES ?? Number.MAX_SAFE_INTEGER
  return Math.max(0, Math.min(onDisk - (promised - written), cap - promised))
}

const isDone = (record: UploadRecord) => record.end !== null && record.end.state !== 'failed'

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
  const upload = new Upload(newRecord(cloud, size, metadata, survivesBreak), store, 0)
  state().uploads.set(upload.record.id, upload)
  await store?.claim(upload.record.id)
  await upload.save()
  return upload
}

// A failed upload of the same image makes room; one under way does not.
async function clearWay(imageId: string): Promise<void> {
  for (const other of knownUploads()) {
    if (other.record.imageId !== imageId || isDone(other.record)) continue
    if (other.record.end === null)
      throw appError('conflict', {
        detail: 'An upload into this image is under way already.',
        extra: { uploadId: other.record.id },
      })
    await forget(other)
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

const isOwn = ({ record }: Upload, cloud: Cloud) =>
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
  const upload = state().uploads.get(id) ?? (await loadUpload(id))
  if (!upload || upload.isRemoved || !isOwn(upload, cloud)) throw appError('not_found')
  upload.renew(cloud)
  return upload
}

/** The caller's own uploads in this project, oldest first; brings their tokens up to date. */
export async function ownUploads(cloud: Cloud): Promise<Upload[]> {
  await adoptUploads()
  const own = knownUploads().filter((upload) => isOwn(upload, cloud))
  for (const upload of own) upload.renew(cloud)
  return own.sort((a, b) => (a.record.createdAt < b.record.createdAt ? -1 : 1))
}

/** Ends an upload and forgets it; the image record stays. */
export async function forget(upload: Upload): Promise<void> {
  await upload.remove()
  state().uploads.delete(upload.record.id)
}

/** Takes over every upload in the spool that no living process works on. */
export async function adoptUploads(): Promise<void> {
  const store = await spoolStore()
  const ids = (await store?.list().catch(() => [])) ?? []
  for (const id of ids) {
    if (state().uploads.has(id)) continue
    await loadUpload(id).catch((error) => {
      if (!(error instanceof AppError)) logger().warn({ upload: id, err: error }, 'not taken over')
    })
  }
}

// Whose upload it was, and of what, nobody can tell any more: the owner sees it as gone and sends the
// file again. What is left makes room once it would have been swept anyway.
async function dropUnreadable(store: SpoolStore, id: string): Promise<undefined> {
  const isOld = (await store.idleMs(id)) > env().UPLOAD_KEEP_SECONDS * 1000
  if (isOld) await store.remove(id)
  else if (state().unreadable.has(id)) return undefined
  state().unreadable.add(id)
  logger().error({ upload: id, removed: isOld }, 'the record of an upload cannot be read')
  return undefined
}

function loadUpload(id: string): Promise<Upload | undefined> {
  const { loading } = state()
  const known = loading.get(id)
  if (known) return known
  const made = loadFromSpool(id).finally(() => loading.delete(id))
  loading.set(id, made)
  return made
}

async function loadFromSpool(id: string): Promise<Upload | undefined> {
  if (!/^[\w-]{1,64}$/.test(id)) return undefined
  const store = await spoolStore()
  const text = await store?.loadRecord(id)
  if (!store || text === undefined) return undefined
  const record = parseRecord(text)
  if (record?.id !== id) return dropUnreadable(store, id)
  if (!(await store.claim(id)))
    throw new AppError({
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

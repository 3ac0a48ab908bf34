import { isAppError } from '@/lib/errors'
import type { UploadStatus } from '@/lib/schemas/upload'
import type { Workbench } from './workbench'

type Open = { uploadId: string; received: number; survivesBreak: boolean }

/**
 * Brings an upload to the point where bytes can flow: the image record, and the upload on the
 * server. Each part that exists already is used again, so it may run after any break.
 *
 * @throws AppError of the part that failed.
 */
export async function prepare(bench: Workbench, key: string): Promise<void> {
  await makeRecord(bench, key)
  const open = (await reopen(bench, key)) ?? (await openNew(bench, key))
  bench.dispatch(key, { type: 'opened', now: bench.ports.now(), ...open })
  await remember(bench, key)
}

async function makeRecord({ ports, get, dispatch }: Workbench, key: string): Promise<void> {
  const upload = get(key)
  if (!upload?.record || !upload.imageId || upload.hasRecord) return
  const { scope, record, imageId } = upload
  try {
    await ports.records.create(scope, Object.assign({}, record, { id: imageId }))
  } catch (error) {
    // An id of ours is random: it can only exist when the answer to an earlier try was lost. One that
    // the person chose may be another image's.
    if (!isAppError(error, 'conflict') || record.id === imageId) throw error
    if ((await ports.records.status(scope, imageId)) !== 'queued') throw error
  }
  dispatch(key, { type: 'recorded' })
  ports.records.changed(scope, imageId)
}

async function reopen({ ports, get, dispatch }: Workbench, key: string): Promise<Open | undefined> {
  const upload = get(key)
  if (!upload?.uploadId) return undefined
  try {
    const status = await ports.server.get(upload.scope, upload.uploadId)
    if (status.state !== 'failed') return openOf(status)
    return openOf(await ports.server.update(upload.scope, upload.uploadId, { retry: true }))
  } catch (error) {
    if (!isAppError(error, 'not_found') && !isAppError(error, 'gone')) throw error
    dispatch(key, { type: 'forgotten' })
    return undefined
  }
}

async function openNew(bench: Workbench, key: string): Promise<Open> {
  const { ports, get } = bench
  const upload = get(key)
  const file = bench.file(key)
  if (!upload?.imageId || !file) throw new Error('an upload without image or file was started')
  const { scope, imageId, store } = upload
  const fingerprint = await bench.fingerprint(key)
  try {
    const opened = await ports.server.open(scope, file.size, {
      imageId,
      filename: file.name,
      fileDate: String(file.lastModified),
      ...(fingerprint ? { fingerprint } : {}),
      ...(store ? { store } : {}),
    })
    return { ...opened, received: 0 }
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error
    // The answer to an earlier try may have been lost on the way.
    const { uploads } = await ports.server.list(scope)
    const earlier = uploads.find(
      (one) => one.imageId === imageId && one.size === file.size && one.fingerprint === fingerprint,
    )
    if (!earlier) throw error
    return openOf(earlier)
  }
}

async function remember(bench: Workbench, key: string): Promise<void> {
  const upload = bench.get(key)
  const file = bench.file(key)
  if (!upload?.uploadId || !upload.imageId || !file) return
  await bench.ports.memory.save({
    uploadId: upload.uploadId,
    scope: upload.scope,
    imageId: upload.imageId,
    imageName: upload.imageName,
    file: upload.file,
    fingerprint: await bench.fingerprint(key),
    handle: handleOf(file),
    savedAt: bench.ports.now(),
  })
}

// react-dropzone's reader leaves the handle on the file where the browser gives one.
function handleOf(file: File & { handle?: unknown }): FileSystemFileHandle | null {
  return typeof FileSystemFileHandle !== 'undefined' && file.handle instanceof FileSystemFileHandle
    ? file.handle
    : null
}

function openOf({ id, received, survivesBreak }: UploadStatus): Open {
  return { uploadId: id, received, survivesBreak }
}

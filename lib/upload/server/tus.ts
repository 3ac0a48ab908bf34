import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Readable } from 'node:stream'
import { Server } from '@tus/server'
import { DataStore, Upload as TusUpload } from '@tus/utils'
import { env } from '@/lib/env'
import { AppError, appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import type { Cloud } from '@/lib/openstack/cloud'
import { apiPaths } from '@/lib/paths'
import { uploadMetadataSchema } from '@/lib/schemas/upload'
import { SURVIVES_BREAK_HEADER } from '@/lib/upload/protocol'
import { checksumAlgorithms, parseChecksum } from './checksum'
import { incomingOf } from './incoming'
import { uploadLocker } from './locks'
import { incomingSource, webSource } from './receive'
import { createUpload, findUpload, forget } from './registry'
import { knownUploads } from './state'
import type { Upload } from './upload'

type Context = {
  cloud: Cloud
  scope: string
  id: string | undefined
  request: Request
  /** Set by the creation. */
  created?: Upload
  error?: AppError
}

const contexts = new AsyncLocalStorage<Context>()

function context(): Context {
  const found = contexts.getStore()
  if (!found) throw new Error('tus was called outside a request')
  return found
}

/** Our uploads as tus sees them. Who asks comes from the context: tus hands over ids only. */
class UploadStore extends DataStore {
  override extensions = ['creation', 'expiration', 'termination', 'checksum']

  override getExpiration(): number {
    return env().UPLOAD_KEEP_SECONDS * 1000
  }

  override async create(file: TusUpload): Promise<TusUpload> {
    const { cloud } = context()
    const parsed = uploadMetadataSchema.safeParse(file.metadata ?? {})
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw appError('invalid', {
        detail: `Upload-Metadata: ${issue?.path.join('.')} ${issue?.message}`,
      })
    }
    const upload = await createUpload(cloud, file.size ?? 0, parsed.data)
    context().created = upload
    file.id = upload.record.id
    file.creation_date = upload.record.touchedAt
    return file
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await findUpload(context().cloud, id)
    const { record, flow } = upload
    const isDone = record.end !== null && record.end.state !== 'failed'
    return new TusUpload({
      id,
      size: record.size,
      offset: isDone ? record.size : flow.received,
      metadata: { imageId: record.imageId, filename: record.filename },
      // tus counts the time to live from here; ours begins with the last sign of life.
      creation_date: record.touchedAt,
    })
  }

  override async write(empty: Readable, id: string): Promise<number> {
    empty.resume()
    const { cloud, request } = context()
    const upload = await findUpload(cloud, id)
    const limit = upload.record.size - upload.flow.received
    const checksum = parseChecksum(request.headers.get('upload-checksum'))
    const incoming = incomingOf(request)
    logger().debug(
      { upload: id, at: upload.flow.received, direct: incoming !== undefined },
      'chunk',
    )
    const source = incoming ? incomingSource(incoming) : webSource(request.body)
    return upload.receiveChunk(source, limit, checksum)
  }

  override async remove(id: string): Promise<void> {
    await forget(await findUpload(context().cloud, id))
  }
}

const server = new Server({
  path: '/',
  datastore: new UploadStore(),
  locker: uploadLocker((id) =>
    knownUploads()
      .find(({ record }) => record.id === id)
      ?.interrupt(),
  ),
  // No other site's page may speak to us.
  allowedOrigins: [],
  getFileIdFromRequest: () => context().id,
  generateUrl: () => {
    const { scope, created } = context()
    return apiPaths.upload(scope, created?.record.id ?? '')
  },
  namingFunction: () => 'new',
  onResponseError: (_, error) => {
    if (!(error instanceof AppError)) return undefined
    context().error = error
    const isChecksum = error.extra?.checksum === false
    return isChecksum
      ? { status_code: 460, body: 'Checksum Mismatch\n' }
      : { status_code: error.status, body: error.detail ?? error.code }
  },
})

/**
 * Answers a tus request (POST, HEAD, PATCH, DELETE, OPTIONS) on the uploads of one project.
 *
 * @param id The upload, or nothing for the collection.
 * @throws AppError why it was refused; a wrong checksum is answered with tus's own 460.
 */
export async function handleTus(
  request: Request,
  cloud: Cloud,
  scope: string,
  id: string | undefined,
): Promise<Response> {
  const given: Context = { cloud, scope, id, request }
  // The body stays with us: tus would send it through three streams before `write` sees it.
  const bare = new Request(request.url, { method: request.method, headers: request.headers })
  const response = await contexts.run(given, () => server.handleWeb(bare as never))
  if (given.error && response.status !== 460) throw given.error
  const { created } = given
  if (created) response.headers.set(SURVIVES_BREAK_HEADER, String(created.record.survivesBreak))
  if (request.method === 'OPTIONS')
    response.headers.set('Tus-Checksum-Algorithm', checksumAlgorithms.join(','))
  return response
}

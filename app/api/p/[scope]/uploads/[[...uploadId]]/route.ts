import { forgetCloud, openCloud } from '@/lib/auth/cloud'
import { env } from '@/lib/env'
import { appError, isAppError } from '@/lib/errors'
import { deleteImage } from '@/lib/glance/images'
import { problemResponse } from '@/lib/http/problem'
import { parseBody } from '@/lib/http/route'
import { assertSameOrigin } from '@/lib/http/same-origin'
import type { Cloud } from '@/lib/openstack/cloud'
import { endUploadSchema, type UploadList, uploadUpdateSchema } from '@/lib/upload/protocol'
import { findUpload, ownUploads, spoolFree } from '@/lib/upload/server/registry'
import { statusOf } from '@/lib/upload/server/status'
import { handleTus } from '@/lib/upload/server/tus'

type Context = { params: Promise<{ scope: string; uploadId?: string[] }> }
type Given = { request: Request; cloud: Cloud; scope: string; id: string | undefined }

/** As `route` of lib/http, but for bodies of any size, which only their handler may touch. */
function uploads(handle: (given: Given) => Promise<Response>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) assertSameOrigin(request)
      const { scope, uploadId = [] } = await params
      if (uploadId.length > 1) throw appError('not_found')
      const [id] = uploadId
      const attempt = async () =>
        handle({
          request,
          cloud: await openCloud(request, scope),
          scope: decodeURIComponent(scope),
          id,
        })
      return await attempt().catch(async (error: unknown) => {
        if (!isAppError(error, 'unauthenticated')) throw error
        await forgetCloud(scope)
        return attempt()
      })
    } catch (error) {
      return problemResponse(error)
    }
  }
}

const json = (value: object) =>
  Response.json(value, { headers: { 'cache-control': 'private, no-store' } })

const tus = uploads(({ request, cloud, scope, id }) => handleTus(request, cloud, scope, id))

export { tus as HEAD, tus as OPTIONS, tus as PATCH, tus as POST }

export const GET = uploads(async ({ cloud, id }) => {
  if (id !== undefined) return json(statusOf(await findUpload(cloud, id)))
  const list: UploadList = {
    uploads: (await ownUploads(cloud)).map(statusOf),
    spoolFree: (await spoolFree()) ?? null,
    keepSeconds: env().UPLOAD_KEEP_SECONDS,
  }
  return json(list)
})

export const PUT = uploads(async ({ request, cloud, id = '' }) => {
  const upload = await findUpload(cloud, id)
  const update = await parseBody(request, uploadUpdateSchema)
  if (update.sha512 !== undefined) await upload.compareClient(cloud, update.sha512)
  if (update.retry) await upload.retry(cloud)
  return json(statusOf(upload))
})

export const DELETE = uploads(async ({ request, cloud, scope, id = '' }) => {
  const query = endUploadSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) throw appError('invalid', { detail: 'image must be keep or delete.' })
  const { imageId } = (await findUpload(cloud, id)).record
  const response = await handleTus(request, cloud, scope, id)
  if (response.ok && query.data.image === 'delete') await deleteImage(cloud, imageId)
  return response
})

import { appError } from '@/lib/errors'
import { deleteImage } from '@/lib/glance/images'
import { observe, type Seen } from '@/lib/http/observe'
import { parseBody, withCloud } from '@/lib/http/route'
import { assertSameOrigin } from '@/lib/http/same-origin'
import type { Cloud } from '@/lib/openstack/cloud'
import { isDraining } from '@/lib/operations/draining'
import { endUploadSchema, uploadUpdateSchema } from '@/lib/schemas/upload'
import { uploadList } from '@/lib/upload/server/list'
import { findUpload } from '@/lib/upload/server/registry'
import { statusOf } from '@/lib/upload/server/status'
import { handleTus } from '@/lib/upload/server/tus'
import { toItsCopy } from './to-its-copy'

type Context = { params: Promise<{ scope: string; uploadId?: string[] }> }
type Given = { request: Request; cloud: Cloud; scope: string; id: string | undefined; seen: Seen }

/** As `route` of lib/http, but for bodies of any size, which only their handler may touch. */
function uploads(handle: (given: Given) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    const params = await context.params
    const sentOn = await toItsCopy(request, params.uploadId?.[0])
    if (sentOn) return sentOn
    return observe(request, params, async (seen) => {
      if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) assertSameOrigin(request)
      const { scope, uploadId = [] } = params
      if (uploadId.length > 1) throw appError('not_found')
      if (isDraining() && ['POST', 'PATCH'].includes(request.method))
        throw appError('upstream_down', { extra: { dashboard: true, retryAfter: 1 } })
      const [id] = uploadId
      return withCloud(request, scope, seen, (cloud) =>
        handle({ request, cloud, scope: decodeURIComponent(scope), id, seen }),
      )
    })
  }
}

const json = (value: object) =>
  Response.json(value, { headers: { 'cache-control': 'private, no-store' } })

const tus = uploads(({ request, cloud, scope, id }) => handleTus(request, cloud, scope, id))

export { tus as HEAD, tus as OPTIONS, tus as PATCH }

export const POST = uploads(async ({ request, cloud, scope, id, seen }) => {
  const response = await handleTus(request, cloud, scope, id)
  const uploadId = response.headers.get('location')?.split('/').at(-1)
  if (uploadId) {
    const { imageId, size } = (await findUpload(cloud, uploadId)).record
    seen.after = { uploadId, imageId, size }
  }
  return response
})

export const GET = uploads(async ({ request, cloud, id }) => {
  if (id !== undefined) return json(statusOf(await findUpload(cloud, id)))
  return json(await uploadList(cloud, request))
})

export const PUT = uploads(async ({ request, cloud, id = '', seen }) => {
  const upload = await findUpload(cloud, id)
  const update = await parseBody(request, uploadUpdateSchema)
  seen.after = update
  if (update.sha512 !== undefined) await upload.compareClient(cloud, update.sha512)
  if (update.retry) await upload.retry(cloud)
  return json(statusOf(upload))
})

export const DELETE = uploads(async ({ request, cloud, scope, id = '', seen }) => {
  const query = endUploadSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) throw appError('invalid', { detail: 'image must be keep or delete.' })
  const { imageId, filename, size } = (await findUpload(cloud, id)).record
  seen.before = { imageId, filename, size }
  seen.after = query.data
  const response = await handleTus(request, cloud, scope, id)
  if (response.ok && query.data.image === 'delete') await deleteImage(cloud, imageId)
  return response
})

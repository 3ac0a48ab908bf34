import { setTimeout } from 'node:timers/promises'
import { now } from './clock'
import { httpError } from './http-error'
import { enforce, findImage } from './image-access'
import { type Image, readImage } from './image-rows'
import { dumpJson } from './python-json'
import type { Answer, GlanceRequest, GlanceService } from './service'

type CacheRow = {
  image_id: string
  state: 'queued' | 'cached'
  size: number
  hits: number
  last_accessed: number
  last_modified: number
}

/** The cache is offered only when it is set up; the policy comes first all the same. */
function requireCache(request: GlanceRequest): void {
  if (request.service.options.imageCache) return
  throw httpError(404, 'Caching via API is not supported at this site.')
}

function rows(service: GlanceService, state: CacheRow['state']): CacheRow[] {
  return service.db.all<CacheRow>(
    'select * from image_cache where state = ? order by last_modified',
    state,
  )
}

/**
 * GET /v2/cache: what is cached and what waits to be.
 * @throws HttpError 403, 404 when there is no cache
 */
export function listCache(request: GlanceRequest): Answer {
  enforce(request, 'cache_list')
  requireCache(request)
  const cached = rows(request.service, 'cached').map((row) => ({
    image_id: row.image_id,
    hits: row.hits,
    last_accessed: row.last_accessed / 1e6,
    last_modified: row.last_modified / 1e6,
    size: row.size,
  }))
  const queued = rows(request.service, 'queued').map((row) => row.image_id)
  return { status: 200, body: dumpJson({ cached_images: cached, queued_images: queued }, true) }
}

function drop(service: GlanceService, id: string): void {
  service.db.run('delete from image_cache where image_id = ?', id)
  service.blobs.remove('cache', id)
}

function lookup(request: GlanceRequest): Image | undefined {
  try {
    return findImage(request)
  } catch {
    return undefined
  }
}

const notFound = (id: string) => httpError(404, `Image ${id} not found.`)

const fileLocation = (image: Image) => image.locations.find(({ url }) => url.startsWith('file:'))

/** Gives the data a second name in the cache. An image that is in no file store is left out. */
function addToCache(service: GlanceService, image: Image): void {
  const source = fileLocation(image)
  if (!source) return
  service.blobs.link(source.store, 'cache', image.id)
  const at = now()
  service.db.run(
    `insert into image_cache (image_id, state, size, last_accessed, last_modified)
     values (?, 'cached', ?, ?, ?)
     on conflict (image_id) do update set state = excluded.state, size = excluded.size,
       last_accessed = excluded.last_accessed, last_modified = excluded.last_modified
     where state = 'queued'`,
    image.id,
    image.size ?? 0,
    at,
    at,
  )
}

/** Long enough for a client to see its image in the queue first, as with the real service. */
const queueMilliseconds = 1000

/** Brings in what waits; a queued image that has gone meanwhile is forgotten. */
export function fillCache(service: GlanceService): void {
  for (const { image_id: id } of rows(service, 'queued')) {
    const image = readImage(service.db, id)
    if (image?.status === 'active' && fileLocation(image)) addToCache(service, image)
    else drop(service, id)
  }
}

/**
 * PUT /v2/cache/{image_id}: has an image cached. The copy is a second name of the same bytes on
 * disk, so it costs nothing.
 * @throws HttpError 400 unless active, 403, 404
 */
export function queueForCache(request: GlanceRequest): Answer {
  const { service } = request
  const id = request.params.image_id ?? ''
  const image = lookup(request)
  if (!image) throw notFound(id)
  enforce(request, 'cache_image')
  requireCache(request)
  if (image.status !== 'active') {
    throw httpError(400, 'Only images with status active can be targeted for queueing')
  }
  if (!fileLocation(image)) throw httpError(501, 'Only images in a file store can be cached here.')
  service.db.run(
    `insert into image_cache (image_id, state, last_modified) values (?, 'queued', ?)
     on conflict (image_id) do nothing`,
    id,
    now(),
  )
  service.background(setTimeout(queueMilliseconds).then(() => fillCache(service)))
  return { status: 202 }
}

/**
 * DELETE /v2/cache/{image_id}
 * @throws HttpError 403, 404 for an image that neither exists nor is cached
 */
export function deleteFromCache(request: GlanceRequest): Answer {
  const { service } = request
  const id = request.params.image_id ?? ''
  const isCached = service.db.get('select 1 from image_cache where image_id = ?', id)
  if (!lookup(request) && !isCached) {
    // Without a cache the real service breaks before it can say so.
    throw service.options.imageCache ? notFound(id) : httpError(500)
  }
  enforce(request, 'cache_delete')
  requireCache(request)
  drop(service, id)
  return { status: 204 }
}

/**
 * DELETE /v2/cache: all of it, or only `cache` or `queue` by header.
 * @throws HttpError 400 for another target, 403, 404
 */
export function clearCache(request: GlanceRequest): Answer {
  const { service } = request
  enforce(request, 'cache_delete')
  requireCache(request)
  const target = String(request.headers['x-image-cache-clear-target'] ?? '').toLowerCase()
  if (!['', 'cache', 'queue'].includes(target)) {
    throw httpError(
      400,
      "If provided 'x-image-cache-clear-target' must be 'cache', 'queue' or empty string.",
    )
  }
  const states =
    target === ''
      ? (['cached', 'queued'] as const)
      : target === 'cache'
        ? (['cached'] as const)
        : (['queued'] as const)
  for (const state of states) for (const row of rows(service, state)) drop(service, row.image_id)
  return { status: 204 }
}

/**
 * Notes a whole download: an image that is cached gets a hit, another one in a file store is cached.
 */
export function noteDownload(service: GlanceService, image: Image): void {
  if (!service.options.imageCache) return
  const hits = service.db.run(
    "update image_cache set hits = hits + 1, last_accessed = ? where image_id = ? and state = 'cached'",
    now(),
    image.id,
  )
  if (hits === 0) addToCache(service, image)
}

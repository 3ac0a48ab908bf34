import 'server-only'
import { z } from 'zod'
import { isAppError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty, requestJson } from '@/lib/openstack/request'
import {
  type CacheTarget,
  type ImageCache,
  imageCacheSchema,
  type StoreDetail,
  storeDetailsSchema,
  type TaskDetail,
  type TaskPage,
  type TaskStatus,
  taskDetailSchema,
  taskSchema,
  type Usage,
  usageSchema,
} from '@/lib/schemas/operations'

const get = (cloud: Cloud, path: string) =>
  ({ ...callOf(cloud), method: 'GET', url: `${cloud.imageUrl}/v2${path}` }) as const

/** The stores with their types and settings; none when there is a single one. Errors: `forbidden`. */
export async function listStoreDetails(cloud: Cloud): Promise<StoreDetail[]> {
  try {
    const call = { ...get(cloud, '/info/stores/detail'), schema: storeDetailsSchema }
    return (await requestJson(call)).data.stores
  } catch (error) {
    if (isAppError(error, 'not_found')) return []
    throw error
  }
}

/** What the scoped project uses of its limits; empty where Glance keeps none. */
export async function getUsage(cloud: Cloud): Promise<Usage> {
  try {
    return (await requestJson({ ...get(cloud, '/info/usage'), schema: usageSchema })).data.usage
  } catch (error) {
    // Glance before Yoga has no such answer.
    if (isAppError(error, 'not_found')) return {}
    throw error
  }
}

/** What is cached and what waits to be. Errors: `forbidden`. */
export async function readCache(cloud: Cloud): Promise<ImageCache> {
  try {
    return (await requestJson({ ...get(cloud, '/cache'), schema: imageCacheSchema })).data
  } catch (error) {
    if (isAppError(error, 'not_found')) return { isOn: false, cached_images: [], queued_images: [] }
    throw error
  }
}

/** Has an image cached soon. Errors: `invalid` unless active, `forbidden`, `not_found`. */
export async function addToCache(cloud: Cloud, imageId: string): Promise<void> {
  await requestEmpty({ ...get(cloud, `/cache/${encodeURIComponent(imageId)}`), method: 'PUT' })
}

/** Takes an image out of the cache and its queue. Errors: `forbidden`, `not_found`. */
export async function removeFromCache(cloud: Cloud, imageId: string): Promise<void> {
  await requestEmpty({ ...get(cloud, `/cache/${encodeURIComponent(imageId)}`), method: 'DELETE' })
}

/** Empties the cache or its queue. Errors: `forbidden`. */
export async function clearCache(cloud: Cloud, target: CacheTarget): Promise<void> {
  const headers = { 'x-image-cache-clear-target': target }
  await requestEmpty({ ...get(cloud, '/cache'), method: 'DELETE', headers })
}

const taskRows = 100

/** Tasks of all projects, newest first, 100 a page; Glance keeps them for 48 hours. Errors: `forbidden`. */
export async function listTasks(
  cloud: Cloud,
  asked: { status?: TaskStatus | undefined; marker?: string | undefined },
): Promise<TaskPage> {
  const { data } = await requestJson({
    ...get(cloud, '/tasks'),
    query: [
      ['limit', String(taskRows)],
      ...(asked.status ? [['status', asked.status] as const] : []),
      ...(asked.marker ? [['marker', asked.marker] as const] : []),
    ],
    schema: z.object({ tasks: z.array(taskSchema), next: z.string().optional() }),
  })
  return { tasks: data.tasks, nextMarker: data.next ? (data.tasks.at(-1)?.id ?? null) : null }
}

/** One task with what it was asked and what came of it. Errors: `forbidden`, `not_found`. */
export async function getTask(cloud: Cloud, taskId: string): Promise<TaskDetail> {
  const path = `/tasks/${encodeURIComponent(taskId)}`
  return (await requestJson({ ...get(cloud, path), schema: taskDetailSchema })).data
}

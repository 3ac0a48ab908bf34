import { z } from 'zod'
import { storeSchema } from './info'

/**
 * What `GET /v2/info/stores/detail` tells administrators. The properties differ by type: folders,
 * pools, buckets; they may name places inside the cloud and are shown to administrators only.
 */
export const storeDetailSchema = z.looseObject({
  ...storeSchema.shape,
  type: z.string().optional(),
  weight: z.union([z.number(), z.string()]).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
})
export type StoreDetail = z.infer<typeof storeDetailSchema>

export const storeDetailsSchema = z.object({ stores: z.array(storeDetailSchema) })

/** An image in Glance's cache; times are seconds since 1970. */
export const cachedImageSchema = z.object({
  image_id: z.string(),
  hits: z.number().default(0),
  last_accessed: z.number().nullable().default(null),
  last_modified: z.number().nullable().default(null),
  size: z.number().default(0),
})
export type CachedImage = z.infer<typeof cachedImageSchema>

/** `isOn` false: this cloud has no image cache, or not its API. */
export const imageCacheSchema = z.object({
  isOn: z.boolean().default(true),
  cached_images: z.array(cachedImageSchema),
  queued_images: z.array(z.string()),
})
export type ImageCache = z.infer<typeof imageCacheSchema>

export const cacheTargets = ['cache', 'queue'] as const
export type CacheTarget = (typeof cacheTargets)[number]

/** A task as `GET /v2/tasks` lists it. */
export const taskSchema = z.object({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  owner: z.string().nullable().default(null),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string().nullable().default(null),
})
export type Task = z.infer<typeof taskSchema>

/** The whole of a task. */
export const taskDetailSchema = z.object({
  ...taskSchema.shape,
  message: z.string().nullable().default(null),
  image_id: z.string().nullable().default(null),
  user_id: z.string().nullable().default(null),
  request_id: z.string().nullable().default(null),
  input: z.unknown(),
  result: z.unknown(),
})
export type TaskDetail = z.infer<typeof taskDetailSchema>

export const taskStatuses = ['pending', 'processing', 'success', 'failure'] as const
export type TaskStatus = (typeof taskStatuses)[number]

export const taskPageSchema = z.object({
  tasks: z.array(taskSchema),
  nextMarker: z.string().nullable(),
})
export type TaskPage = z.infer<typeof taskPageSchema>

/**
 * Use of a project against its limits by resource; -1 is no limit. Empty where the cloud sets none.
 * Sizes are MiB. Source: https://docs.openstack.org/api-ref/image/v2/#quota-usage
 */
export const usageSchema = z.object({
  usage: z.record(z.string(), z.object({ limit: z.number(), usage: z.number() })),
  /** Bytes of the largest image, when the operator told it to us: Glance does not. */
  image_size_cap: z.number().int().positive().nullable().default(null),
})
export type UsageAnswer = z.infer<typeof usageSchema>
export type Usage = UsageAnswer['usage']

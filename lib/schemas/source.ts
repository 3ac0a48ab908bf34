import { z } from 'zod'
import { visibilitySchema } from './image'

/** A volume of Cinder, as far as it can become an image. */
export const volumeSchema = z.object({
  id: z.string(),
  name: z.string().nullable().default(null),
  status: z.string(),
  /** GiB. */
  size: z.number(),
})
export type Volume = z.infer<typeof volumeSchema>
export const volumesSchema = z.object({ volumes: z.array(volumeSchema) })

/** A server of Nova, as far as it can become an image. */
export const serverSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
})
export type Server = z.infer<typeof serverSchema>
export const serversSchema = z.object({ servers: z.array(serverSchema) })

/** Servers started from an image; `null` where the catalogue has no compute service. */
export const imageServersSchema = z.object({ servers: z.array(serverSchema).nullable() })
export type ImageServers = z.infer<typeof imageServersSchema>

/** What a volume becomes. `force` also takes one that is attached: its data may be half-written. */
export const volumeImageSchema = z.object({
  image_name: z.string().trim().min(1).max(255),
  disk_format: z.string().min(1).max(64),
  container_format: z.string().min(1).max(64),
  visibility: visibilitySchema.optional(),
  force: z.boolean().optional(),
})
export type VolumeImage = z.infer<typeof volumeImageSchema>

/** What a snapshot of a server is called. */
export const serverImageSchema = z.object({ name: z.string().trim().min(1).max(255) })
export type ServerImage = z.infer<typeof serverImageSchema>

/** The image that Cinder or Nova makes; it is queued or saving at first. */
export const madeImageSchema = z.object({ image_id: z.string() })
export type MadeImage = z.infer<typeof madeImageSchema>

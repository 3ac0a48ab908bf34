import { Hono } from 'hono'
import type { CloudEnv, LocalCloud } from '@/lib/localcloud/cloud'

export type ImageService = { app: Hono<CloudEnv>; close(): Promise<void> }

/** Starts the image half. The image worker replaces this file. */
export async function startImageService(_cloud: LocalCloud): Promise<ImageService> {
  return { app: new Hono<CloudEnv>(), close: async () => {} }
}

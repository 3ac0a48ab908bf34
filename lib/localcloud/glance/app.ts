import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { stopHashThreads } from '@/lib/localcloud/blob-hash'
import { openBlobs } from '@/lib/localcloud/blobs'
import type { CloudEnv, LocalCloud } from '@/lib/localcloud/cloud'
import type { LocalDatabase } from '@/lib/localcloud/db'
import { revokeToken, validateToken } from '@/lib/localcloud/keystone/token-store'
import type { Subject } from '@/lib/localcloud/policy'
import { fillCache } from './cache'
import { answerRequest } from './dispatch'
import { fileStoreIds, imageOptions } from './options'
import { seedMetadefs } from './seed-metadefs'
import type { GlanceService, ImageOptions } from './service'
import { sweep } from './sweep'

/** The image half of a cloud: its app, and how to end it. */
export type ImageService = {
  mountPoint: string
  app: Hono<CloudEnv>
  close: () => Promise<void>
}

/** Where one Glance of a cloud keeps its images, and below which path it answers. */
export type ImagePlace = { mountPoint: string; dir: string; db: LocalDatabase }

function subjectOf(cloud: LocalCloud, token: string): Subject | undefined {
  const found = validateToken(cloud.db, token)
  return (
    found && {
      userId: found.userId,
      projectId: found.projectId ?? null,
      roles: found.roles.map((role) => role.toLowerCase()),
      scope: found.scope,
    }
  )
}

/**
 * Opens an image half on its database and folder, repairs what a crash left, and loads the
 * metadata definitions at the first start.
 * @param more options that tests and special set-ups change
 */
export async function startImageService(
  cloud: LocalCloud,
  { mountPoint, dir, db }: ImagePlace,
  more: Partial<ImageOptions> = {},
): Promise<ImageService> {
  const running = new Set<Promise<void>>()
  const service: GlanceService = {
    db,
    blobs: openBlobs(dir, fileStoreIds),
    options: imageOptions(cloud.settings, more),
    faults: cloud.faults,
    authenticate: (token) => subjectOf(cloud, token),
    expireToken: (token) => revokeToken(cloud.db, token),
    background: (work) => {
      // A job that is cut off by the end of the service is repaired by the next start.
      const guarded = work.catch(() => undefined).finally(() => running.delete(guarded))
      running.add(guarded)
    },
  }
  sweep(service)
  fillCache(service)
  seedMetadefs(db)
  const app = new Hono<CloudEnv>()
  app.all('*', async (c) => {
    await answerRequest(
      service,
      mountPoint,
      c.env.incoming as IncomingMessage,
      c.env.outgoing as ServerResponse,
    )
    return RESPONSE_ALREADY_SENT
  })
  return {
    mountPoint,
    app,
    close: async () => {
      await Promise.race([
        Promise.all(running),
        new Promise((done) => setTimeout(done, 2000).unref()),
      ])
      await stopHashThreads()
    },
  }
}

import { Hono } from 'hono'
import type { CloudEnv, LocalCloud } from '@/lib/localcloud/cloud'

/** The identity half, mounted at /identity. */
export function createIdentityApp(_cloud: LocalCloud): Hono<CloudEnv> {
  return new Hono<CloudEnv>({ strict: false })
}

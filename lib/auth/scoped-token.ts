import 'server-only'
import type { ImageEndpoints, PublicAddress } from '@/lib/openstack/endpoint'

/** A project-scoped token with what the dashboard needs from it; the catalogue itself is dropped. */
export type ScopedToken = {
  value: string
  expiresAt: string
  userId: string
  projectId: string
  projectName: string
  domainName: string
  roles: string[]
  endpoints: ImageEndpoints
  volumeEndpoints: ImageEndpoints
  computeEndpoints: ImageEndpoints
  /** Public addresses by region, for commands that people run themselves. */
  addresses: Map<string, PublicAddress>
}

/** A minute's margin: a token must outlive the call that it is used for. */
export const isFresh = ({ expiresAt }: ScopedToken): boolean =>
  Date.parse(expiresAt) - Date.now() > 60_000

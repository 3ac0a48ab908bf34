import 'server-only'

/**
 * Everything a call to Keystone or Glance needs. Server functions take it as their first argument,
 * so that nothing deep inside reads cookies or globals.
 */
export type Cloud = {
  /** Project-scoped Keystone token. Never leaves the server. */
  token: string
  /** ISO time at which `token` stops working. */
  tokenExpiresAt: string
  /** Glance's base URL without the version, for example `http://glance:9292`. */
  imageUrl: string
  /** Cinder's URL of version 3, with the project where the catalogue has it; missing without Cinder. */
  volumeUrl?: string
  /** Nova's URL of version 2.1; missing without Nova. */
  computeUrl?: string
  /** Keystone's base URL with `/v3`. */
  identityUrl: string
  projectId: string
  userId: string
  /** Role names on the project. A hint for what to offer; Glance decides. */
  roles: string[]
  /** Aborts upstream work when the person's request goes away. */
  signal?: AbortSignal
  /** Our request id (`req-<uuid>`), sent upstream as `X-Openstack-Request-Id`. */
  requestId: string
}

/** The part of a cloud that goes along with every upstream request. */
export function callOf({ token, signal, requestId }: Cloud) {
  return { token, signal, requestId }
}

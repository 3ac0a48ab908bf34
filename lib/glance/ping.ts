import 'server-only'
import { requestEmpty } from '@/lib/openstack/request'

/** Asks a Glance for its versions, which needs no token. Errors as any call's. */
export function pingGlance(imageUrl: string, signal: AbortSignal): Promise<void> {
  return requestEmpty({ method: 'GET', url: `${imageUrl}/versions`, signal })
}

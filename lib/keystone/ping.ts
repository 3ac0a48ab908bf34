import 'server-only'
import { requestEmpty } from '@/lib/openstack/request'
import { identityUrl } from './tokens'

/** Asks Keystone for its version, which needs no token. Errors as any call's. */
export function pingKeystone(signal: AbortSignal): Promise<void> {
  return requestEmpty({ method: 'GET', url: identityUrl(), signal })
}

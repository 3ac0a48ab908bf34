/**
 * What speaks against an address for web-download before Glance is asked. `port` is a doubt, not a
 * fault: 80 and 443 are Glance's defaults, and only its operator knows which others are allowed.
 * Hosts are left to Glance: what it may reach cannot be known here.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/common/utils.py (validate_import_uri)
 */
export type UriFault = 'address' | 'scheme' | 'credentials' | 'port'

/** The first fault of an address, or nothing. Pure text: nothing is looked up or fetched. */
export function faultOfUri(text: string): UriFault | undefined {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return 'address'
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme'
  // "http:example.org" is read as an address by browsers, never by Glance.
  if (!/^https?:\/\/[^/?#\s]+/i.test(text) || /\s/.test(text)) return 'address'
  if (url.username !== '' || url.password !== '') return 'credentials'
  return url.port === '' || url.port === '80' || url.port === '443' ? undefined : 'port'
}

/** True for an address that may be sent to Glance; whether it takes it is Glance's to say. */
export function isSendableUri(text: string): boolean {
  const fault = faultOfUri(text)
  return fault === undefined || fault === 'port'
}

/** The last part of an address's path, as a name for what is there; empty when there is none. */
export function fileNameOfUri(text: string): string {
  if (!isSendableUri(text)) return ''
  const last = new URL(text).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

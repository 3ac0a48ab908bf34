import { lookup } from 'node:dns/promises'
import { isIPv6 } from 'node:net'

/** An address that may be asked, and the parts of the URI it belongs to. */
export type AllowedUri = {
  scheme: 'http' | 'https'
  host: string
  port: number
  /** The one IP address to connect to: the name is not looked up a second time. */
  address: string
}

const usualPorts = [80, 443]

/** Only the plain spelling of an IPv4 address; octal, hexadecimal and short forms are refused. */
function isPlainIpv4(host: string): boolean {
  const parts = host.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part < 256)
}

function embeddedIpv4(address: string): string | undefined {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
}

/** Loopback, link-local and the unspecified address; private networks are allowed, as in Glance. */
export function isForbiddenAddress(address: string): boolean {
  const plain = embeddedIpv4(address) ?? address
  if (isPlainIpv4(plain)) return /^(127\.|169\.254\.|0\.)/.test(plain)
  const lower = plain.toLowerCase()
  return lower === '::1' || lower === '::' || /^fe[89ab]/.test(lower) || lower.startsWith('::ffff:')
}

function splitUri(
  uri: string,
): { scheme: string; host: string; port: number | undefined } | undefined {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(uri)
  if (!found) return undefined
  const authority = (found[2] ?? '').split('@').at(-1) ?? ''
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(authority)
  if (!parts) return undefined
  const host = (parts[1] ?? parts[2] ?? '').toLowerCase()
  const port = parts[3] ? Number(parts[3]) : undefined
  if (port !== undefined && port > 65535) return undefined
  return { scheme: (found[1] ?? '').toLowerCase(), host, port }
}

/** Whether an allow list names a host, with any port or with this one. */
function isListed(allow: readonly string[], host: string, port: number): boolean {
  return allow.some((entry) => {
    const parts = /^(?:\[([^\]]*)\]|([^:]*|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*))(?::(\d+))?$/i.exec(
      entry,
    )
    const listed = (parts?.[1] ?? parts?.[2] ?? entry).toLowerCase()
    return listed === host && (parts?.[3] === undefined || Number(parts[3]) === port)
  })
}

async function addresses(host: string): Promise<string[]> {
  if (isPlainIpv4(host) || isIPv6(host)) return [host]
  if (host === '' || /^[\d.]+$/.test(host)) return []
  try {
    // The dot at the end keeps the resolver from reading a number in disguise as an address.
    const found = await lookup(host.endsWith('.') ? host : `${host}.`, { all: true })
    return found.map(({ address }) => address)
  } catch {
    return []
  }
}

/**
 * The filter in front of every URL that the service fetches for somebody: scheme, port, host, and
 * the address the host's name stands for.
 * Source: glance/common/utils.py at 25.1.0 with OSSA-2026-004, `get_validated_address`.
 * @param allow `HOST[:PORT]` entries that pass although their address or port would not
 * @returns where to connect, or undefined when it is refused
 */
export async function allowedUri(
  uri: string,
  allow: readonly string[],
): Promise<AllowedUri | undefined> {
  const parts = splitUri(uri)
  if (!parts || (parts.scheme !== 'http' && parts.scheme !== 'https')) return undefined
  const { scheme, host } = parts
  const port = parts.port ?? (scheme === 'https' ? 443 : 80)
  const isTrusted = isListed(allow, host, port)
  if (!isTrusted && parts.port !== undefined && !usualPorts.includes(parts.port)) return undefined
  const candidates = await addresses(host)
  const address = candidates.find((candidate) => isTrusted || !isForbiddenAddress(candidate))
  return address === undefined ? undefined : { scheme, host, port, address }
}

import 'server-only'
import type { Image } from '@/lib/schemas/image'

/** Suffix by `disk_format`; Glance calls the disks of Virtual PC `vhd` and those of Hyper-V `vhdx`. */
const suffixes: Record<string, string> = {
  raw: 'raw',
  qcow2: 'qcow2',
  vmdk: 'vmdk',
  vdi: 'vdi',
  vhd: 'vhd',
  vhdx: 'vhdx',
  iso: 'iso',
  ploop: 'ploop',
  aki: 'vmlinuz',
  ari: 'initrd',
  ami: 'img',
}

/** Suffixes that say the same as a format's own and are left as they are. */
const alike: Record<string, string[]> = { raw: ['img', 'bin'], qcow2: ['img'], vhd: ['vpc'] }

/**
 * The file name of a downloaded image: its name, or id, with the suffix of its format.
 *
 * An appliance (`container_format` ova) is an archive, whatever disk is in it.
 */
export function downloadName(
  image: Pick<Image, 'id' | 'name' | 'disk_format' | 'container_format'>,
): string {
  const cleaned = (image.name ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not reach a header or a disk
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]+/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 200)
  const base = cleaned || image.id
  const format = image.container_format === 'ova' ? 'ova' : (image.disk_format ?? '')
  const suffix = format === 'ova' ? 'ova' : suffixes[format]
  if (!suffix) return base
  const lower = base.toLowerCase()
  const isThere = [suffix, ...(alike[format] ?? [])].some((known) => lower.endsWith(`.${known}`))
  return isThere ? base : `${base}.${suffix}`
}

/** `Content-Disposition` of a download: plain ASCII without separators for old clients, UTF-8 for the rest (RFC 6266). */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%;=]/g, '_')
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`
}

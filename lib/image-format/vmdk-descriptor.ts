import { type Bytes, printable } from './bytes'
import { addHazard, type ImageFinding } from './finding'
import { vmdkKinds } from './kinds'

// Text that describes a VMware disk. Format: "Virtual Disk Format 5.0", VMware Inc., chapter 2.

type Extent = { access: string; sectors: number; type: string; file: string }

export type Descriptor = {
  createType: string | null
  version: string | null
  parentCid: string | null
  parentFile: string | null
  isEncrypted: boolean
  extents: Extent[]
  /** Lines that belong to no known statement; Glance refuses a file that has one. */
  oddLines: number
}

/** The only kinds that hold their data in themselves, and the only ones Glance allows. */
const selfContainedKinds = ['monolithicSparse', 'streamOptimized']
const maxLines = 2000

/** The text up to the first NUL, or null when it holds other than tabs, line ends and characters. */
export function descriptorText(bytes: Bytes): string | null {
  const text = bytes.uncleanText(0, bytes.length)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) ? null : text
}

/**
 * True when a text would be taken for a VMDK descriptor: it says so in its first line, or QEMU's
 * probe would say so (comments and blank lines, then `version=1`, 2 or 3):
 * https://gitlab.com/qemu-project/qemu/-/blob/v9.0.0/block/vmdk.c `vmdk_probe`.
 */
export function looksLikeDescriptor(start: Bytes): boolean {
  const text = start.uncleanText(0, start.length)
  if (/^\s*#\s*disk descriptorfile/i.test(text)) return true
  for (const line of text.split('\n').slice(0, maxLines)) {
    if (/^(#.*|\s*)\r?$/.test(line)) continue
    return /^version=[123]\r?$/i.test(line) || /^createtype\s*=\s*"/i.test(line)
  }
  return false
}

/** Takes a descriptor apart; never throws. At most 2,000 lines are looked at. */
export function parseDescriptor(text: string): Descriptor {
  const result: Descriptor = {
    createType: null,
    version: null,
    parentCid: null,
    parentFile: null,
    isEncrypted: false,
    extents: [],
    oddLines: 0,
  }
  const lines = text.split('\n')
  for (const raw of lines.slice(0, maxLines)) readLine(raw.trim(), result)
  if (lines.length > maxLines) result.oddLines += 1
  return result
}

function readLine(line: string, result: Descriptor): void {
  if (line === '' || line.startsWith('#')) return
  const extent = /^(RW|RDONLY|NOACCESS)\s+(\d{1,15})\s+(\w{1,20})(?:\s+"?([^"]*)"?)?/i.exec(line)
  if (extent) {
    const [, access = '', sectors = '0', type = '', file = ''] = extent
    result.extents.push({ access, sectors: Number(sectors), type: type.toUpperCase(), file })
    return
  }
  const equals = line.indexOf('=')
  const key = line.slice(0, Math.max(0, equals)).trim().toLowerCase()
  const value = line
    .slice(equals + 1)
    .trim()
    .replace(/^"|"$/g, '')
  if (equals < 1 || /\s/.test(key)) {
    if (!key.startsWith('ddb')) result.oddLines += 1
  } else if (key === 'createtype') {
    result.createType ??= value
  } else if (key === 'version') result.version ??= value
  else if (key === 'parentcid') result.parentCid = value
  else if (key === 'parentfilenamehint') result.parentFile = value
  else if (key.startsWith('encryption.')) result.isEncrypted = true
}

/** Notes what a descriptor says, and everything by which it reaches out of its own file. */
export function judgeDescriptor(
  descriptor: Descriptor,
  isEmbedded: boolean,
  finding: ImageFinding,
): void {
  const { createType, extents } = descriptor
  const kind = vmdkKinds.find((known) => known.toLowerCase() === createType?.toLowerCase())
  if (kind) finding.kind = kind
  if (createType) finding.facts.createType = printable(createType)
  finding.facts.extents = extents.length
  if (descriptor.version) finding.facts.descriptorVersion = printable(descriptor.version)
  const hasParent = descriptor.parentCid !== null && !/^f{8}$/i.test(descriptor.parentCid)
  if (hasParent || descriptor.parentFile !== null) {
    const parent = printable(descriptor.parentFile ?? '')
    finding.facts.parent = parent
    addHazard(finding, 'differencing', 'refuse', { parent })
  }
  if (descriptor.isEncrypted) addHazard(finding, 'encrypted', 'warn', { method: 'VMware' })
  const outside = extents.find(
    ({ type, file }) => !isEmbedded || type !== 'SPARSE' || /[\\/]/.test(file),
  )
  const isSelfContained = kind !== undefined && selfContainedKinds.includes(kind)
  if (outside || extents.length > 1 || !isSelfContained) {
    const name = printable((outside ?? extents[0])?.file ?? '')
    addHazard(finding, 'outsideExtent', 'refuse', { name })
  }
  if (createType === null || extents.length === 0) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'descriptor' })
  } else if (descriptor.oddLines > 0) {
    addHazard(finding, 'corrupt', 'warn', { part: 'descriptor' })
  }
}

import type { Bytes } from './bytes'
import { addHazard, type ImageFinding, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import { readPartitions } from './partitions'
import type { ImageReader } from './source'

// Layouts: ECMA-119 (ISO 9660), ECMA-167 (UDF), "El Torito" 1.0, Phoenix and IBM.

const block = 2048
const lastSector = 31
/** Recorders count run-out and padding blocks that copies leave away: 150 blocks. */
const paddingAllowance = 150 * block
const platforms: Record<number, string> = { 0: 'bios', 1: 'powerpc', 2: 'mac', 239: 'uefi' }

/** The identifier of a volume descriptor: five characters behind the type byte. */
const isAt = (head: Bytes, sector: number, identifier: string) =>
  head.matches(sector * block + 1, identifier)

function hasUdf(head: Bytes): boolean {
  for (let sector = 16; sector <= lastSector; sector++) {
    if (isAt(head, sector, 'NSR02') || isAt(head, sector, 'NSR03')) return true
  }
  return false
}

/** Optical disc images: ISO 9660, UDF and both in one. */
export const iso: FormatReader = {
  name: 'iso',
  start: { format: 'iso', kind: 'iso9660', container: 'bare' },
  matches: ({ head }) =>
    isAt(head, 16, 'CD001') || isAt(head, 16, 'NSR0') || (isAt(head, 16, 'BEA01') && hasUdf(head)),
  async read(reader, finding) {
    const head = reader.head
    setVirtualSize(finding, Math.ceil(reader.size / 512) * 512)
    const isIso9660 = isAt(head, 16, 'CD001')
    const isUdf = hasUdf(head)
    finding.kind = isIso9660 ? (isUdf ? 'iso9660Udf' : 'iso9660') : 'udf'
    // Glance looks at block 16 only, where pure UDF says BEA01:
    // https://opendev.org/openstack/oslo.utils/src/tag/8.0.0/oslo_utils/imageutils/format_inspector.py
    if (isAt(head, 16, 'BEA01')) addHazard(finding, 'glanceSeesRaw', 'warn', { kind: 'UDF' })
    finding.facts.bootable = false
    for (let sector = 16; sector <= lastSector && isAt(head, sector, 'CD001'); sector++) {
      const type = head.u8(sector * block)
      if (type === 255) break
      await readDescriptor(reader, type, head.part(sector * block, block), finding)
    }
    const partitions = await readPartitions(reader)
    if (partitions && partitions.table.entries.length > 0) {
      finding.partitions = partitions.table
      finding.facts.hybrid = true
    }
  },
}

async function readDescriptor(
  reader: ImageReader,
  type: number,
  descriptor: Bytes,
  finding: ImageFinding,
): Promise<void> {
  if (type === 1 && finding.facts.volumeSize === undefined) {
    const volume = descriptor.text(40, 32)
    if (volume) finding.facts.volumeId = volume
    const size = descriptor.u32le(80) * descriptor.u16le(128)
    finding.facts.volumeSize = size
    const missing = size - reader.size
    if (missing > paddingAllowance) addHazard(finding, 'truncated', 'refuse', { missing })
  } else if (type === 2) {
    if (descriptor.matches(88, '%/')) finding.facts.joliet = true
  } else if (type === 0 && descriptor.matches(7, 'EL TORITO SPECIFICATION')) {
    finding.facts.bootable = true
    const catalog = await reader.at(descriptor.u32le(71) * block, block)
    if (catalog.has(0, 64)) finding.facts.bootPlatforms = bootPlatforms(catalog)
  }
}

/** The platforms of a boot catalogue's entries, each once. */
function bootPlatforms(catalog: Bytes): string[] {
  const found = new Set<string>()
  let platform = catalog.u8(1)
  for (let at = 32; at + 32 <= catalog.length; at += 32) {
    const indicator = catalog.u8(at)
    if (indicator === 0x90 || indicator === 0x91) platform = catalog.u8(at + 1)
    else if (indicator === 0x88) found.add(platforms[platform] ?? 'other')
    else if (indicator !== 0x44 && indicator !== 0) break
  }
  return [...found]
}

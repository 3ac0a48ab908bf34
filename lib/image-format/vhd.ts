import type { Bytes } from './bytes'
import { addHazard, expectBytes, type ImageFinding, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageKind } from './kinds'
import type { ImageReader } from './source'

// Layout: "Virtual Hard Disk Image Format Specification", Microsoft, version 1.0.

const cookie = 'conectix'
const footerSize = 512
const kinds: Record<number, ImageKind> = { 2: 'fixed', 3: 'dynamic', 4: 'differencing' }
/** Makers whose size field is right where their disk geometry is not, as QEMU's block/vpc.c has it. */
const sizeFieldMakers = ['win ', 'qem2', 'd2v ', 'tap\0', 'vs  ', 'wa\0\0']
const maxGeometrySectors = 65535 * 16 * 255

function footerAtEnd({ size, head, tail }: ImageReader): boolean {
  const end = tail.length > 0 ? tail : head
  return size >= footerSize && end.matches(end.length - footerSize, cookie)
}

/** Virtual PC and Hyper-V disks of the first generation: fixed, dynamic, differencing. */
export const vhd: FormatReader = {
  name: 'vhd',
  start: { format: 'vhd', kind: 'vhd', container: 'bare' },
  matches: (reader) => reader.head.matches(0, cookie) || footerAtEnd(reader),
  async read(reader, finding) {
    const startsWithFooter = reader.head.matches(0, cookie)
    const footer = footerAtEnd(reader) ? await reader.last(footerSize) : reader.head
    readFooter(footer, finding)
    if (!startsWithFooter) {
      // Glance looks for a VHD at the start of a file only and takes this one for a raw disk:
      // https://opendev.org/openstack/oslo.utils/src/tag/8.0.0/oslo_utils/imageutils/format_inspector.py
      addHazard(finding, 'glanceSeesRaw', 'warn', { kind: 'VHD' })
      if (finding.kind === 'fixed') expectBytes(finding, (finding.virtualSize ?? 0) + footerSize)
      else addHazard(finding, 'corrupt', 'refuse', { part: 'footer' })
      return
    }
    if (!footerAtEnd(reader)) addHazard(finding, 'truncated', 'refuse', { missing: 0 })
    if (finding.kind !== 'fixed') await readDynamic(reader, footer.u64be(16), finding)
  },
}

/** True when a VHD is known by its footer alone: what stands before it may be any raw disk. */
export function isVhdByFooterOnly(reader: ImageReader): boolean {
  return footerAtEnd(reader) && !reader.head.matches(0, cookie)
}

function readFooter(footer: Bytes, finding: ImageFinding): void {
  const type = footer.u32be(60)
  finding.kind = kinds[type] ?? 'vhd'
  if (!kinds[type]) addHazard(finding, 'corrupt', 'refuse', { part: 'footer' })
  const maker = footer.uncleanText(28, 4).padEnd(4, '\0')
  const currentSize = footer.u64be(48)
  const geometrySectors = footer.u16be(56) * footer.u8(58) * footer.u8(59)
  const isSizeField = sizeFieldMakers.includes(maker) || geometrySectors === maxGeometrySectors
  setVirtualSize(finding, isSizeField ? currentSize : geometrySectors * 512)
  finding.facts.creator = footer.text(28, 4)
  finding.facts.version = footer.u32be(12) >>> 16
  if (Number.isSafeInteger(currentSize)) finding.facts.currentSize = currentSize
  if (footer.u8(84) === 1) addHazard(finding, 'unclean', 'warn')
  if (checksum(footer, footerSize, 64) !== footer.u32be(64)) {
    addHazard(finding, 'corrupt', 'warn', { part: 'footer' })
  }
}

/** One's complement of the sum of all bytes but the sum's own four. */
function checksum(bytes: Bytes, length: number, skipAt: number): number {
  let sum = 0
  for (let at = 0; at < length; at++) {
    if (at < skipAt || at >= skipAt + 4) sum += bytes.u8(at)
  }
  return ~sum >>> 0
}

async function readDynamic(
  reader: ImageReader,
  offset: number,
  finding: ImageFinding,
): Promise<void> {
  const header = await reader.at(offset, 1024)
  if (!header.matches(0, 'cxsparse')) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'dynamicHeader' })
    return
  }
  const tableOffset = header.u64be(16)
  const entries = header.u32be(28)
  const blockSize = header.u32be(32)
  finding.facts.blockSize = blockSize
  if (checksum(header, 1024, 36) !== header.u32be(36)) {
    addHazard(finding, 'corrupt', 'warn', { part: 'dynamicHeader' })
  }
  if (blockSize === 0 || entries * blockSize < (finding.virtualSize ?? 0)) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'blockTable' })
  }
  // Only a differencing disk may name a parent, but a tool that follows names looks for them alone.
  const parent = header.utf16(64, 512, 'be')
  const hasLocator = Array.from({ length: 8 }, (_, i) => header.u32be(576 + i * 24)).some(Boolean)
  if (finding.kind === 'differencing' || parent !== '' || hasLocator) {
    if (parent) finding.facts.parent = parent
    addHazard(finding, 'differencing', 'refuse', { parent })
  }
  expectBytes(finding, tableOffset + entries * 4)
  const table = await reader.at(tableOffset, Math.min(entries * 4, 64 * 1024))
  let last = 0
  for (let at = 0; at + 4 <= table.length; at += 4) {
    const block = table.u32be(at)
    if (block !== 0xffffffff && block > last) last = block
  }
  if (last > 0) expectBytes(finding, last * 512 + blockSize)
}

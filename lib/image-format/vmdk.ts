import type { Bytes } from './bytes'
import { addHazard, expectBytes, type ImageFinding, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageReader } from './source'
import {
  descriptorText,
  judgeDescriptor,
  looksLikeDescriptor,
  parseDescriptor,
} from './vmdk-descriptor'

// Layouts: "Virtual Disk Format 5.0", VMware Inc., and QEMU's block/vmdk.c.

const sector = 512
/** The most that is read of a descriptor or a table, in bytes. */
const window = 64 * 1024
const seSparseMagic = [0xbe, 0xba, 0xfe, 0xca, 0, 0, 0, 0] as const

function isText(head: Bytes): boolean {
  return looksLikeDescriptor(head.part(0, Math.min(head.length, 512)))
}

/** VMware disks: hosted sparse (KDMV), ESX sparse (COWD), seSparse, and bare descriptor text. */
export const vmdk: FormatReader = {
  name: 'vmdk',
  start: { format: 'vmdk', kind: 'vmdk', container: 'bare' },
  matches: ({ head }) =>
    head.matches(0, 'KDMV') ||
    head.matches(0, 'COWD') ||
    head.matches(0, seSparseMagic) ||
    isText(head),
  async read(reader, finding) {
    if (reader.head.matches(0, 'KDMV')) await readHosted(reader, finding)
    else if (reader.head.matches(0, 'COWD')) readCowd(reader.head, finding)
    else if (reader.head.matches(0, seSparseMagic)) readSeSparse(reader.head, finding)
    else await readText(reader, finding)
  },
}

async function readText(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const text = descriptorText(await reader.at(0, window))
  if (text === null || reader.size > window) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'descriptor' })
  }
  const descriptor = parseDescriptor(text ?? '')
  const sectors = descriptor.extents.reduce((sum, extent) => sum + extent.sectors, 0)
  setVirtualSize(finding, sectors * sector)
  finding.kind = 'descriptor'
  judgeDescriptor(descriptor, false, finding)
  addHazard(finding, 'outsideExtent', 'refuse', { name: '' })
}

function readSeSparse(head: Bytes, finding: ImageFinding): void {
  finding.kind = 'seSparse'
  setVirtualSize(finding, head.u64le(16) * sector)
  addHazard(finding, 'partOfSet', 'refuse')
}

function readCowd(head: Bytes, finding: ImageFinding): void {
  finding.kind = 'vmfsSparse'
  finding.facts.version = head.u32le(4)
  setVirtualSize(finding, head.u32le(12) * sector)
  // Bit 0 marks a root disk; any other is a delta and names its parent in the header.
  if ((head.u32le(8) & 1) === 0) {
    addHazard(finding, 'differencing', 'refuse', { parent: head.text(32, 1024) })
  }
  addHazard(finding, 'unsupportedKind', 'refuse', { kind: 'vmfsSparse' })
}

async function readHosted(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const head = reader.head
  const version = head.u32le(4)
  const flags = head.u32le(8)
  const capacity = head.u64le(12)
  const descriptorStart = head.u64le(28)
  const descriptorSectors = head.u64le(36)
  const directory = head.u64le(56)
  finding.kind = 'sparseExtent'
  finding.facts.version = version
  finding.facts.compressedGrains = (flags & 0x10000) !== 0
  finding.facts.grainSize = head.u64le(20) * sector
  setVirtualSize(finding, capacity * sector)
  if (version < 1 || version > 3) {
    addHazard(finding, 'unsupportedVersion', 'refuse', { format: 'VMDK', version })
  }

  if (descriptorStart === 0) addHazard(finding, 'partOfSet', 'refuse')
  else await readEmbedded(reader, descriptorStart, descriptorSectors, finding)
  // QEMU takes a header without capacity for a mere wrapper around its descriptor, whose extents it
  // then opens by name (CVE-2022-47951, CVE-2024-32498).
  if (capacity === 0) addHazard(finding, 'outsideExtent', 'refuse', { name: '' })

  if (isEndOfFileMark(head, 56)) await readFooter(reader, finding)
  else await checkDirectory(reader, directory, finding)
}

async function readEmbedded(
  reader: ImageReader,
  startSector: number,
  sectors: number,
  finding: ImageFinding,
): Promise<void> {
  expectBytes(finding, (startSector + sectors) * sector)
  const embedded = await reader.at(startSector * sector, Math.min(sectors * sector, window))
  const text = descriptorText(embedded)
  if (text === null || startSector !== 1) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'descriptor' })
  }
  // The pieces of a split disk keep room for a descriptor but leave it blank.
  if (text?.trim() === '') addHazard(finding, 'partOfSet', 'refuse')
  else judgeDescriptor(parseDescriptor(text ?? ''), true, finding)
}

/** All bits set: the grain directory's place is told by a footer, as written by a stream. */
function isEndOfFileMark(bytes: Bytes, at: number): boolean {
  return bytes.u32le(at) === 0xffffffff && bytes.u32le(at + 4) === 0xffffffff
}

/** The footer takes the header's place when the disk is opened, so they may not disagree. */
async function readFooter(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const end = await reader.last(3 * sector)
  const isWhole =
    end.length === 3 * sector &&
    end.u32le(12) === 3 &&
    end.matches(sector, 'KDMV') &&
    end.isZero(2 * sector, sector)
  if (!isWhole) {
    addHazard(finding, 'truncated', 'refuse', { missing: 0 })
    return
  }
  const agrees = [4, 12, 16, 28, 32, 36, 40].every(
    (at) => end.u32le(sector + at) === reader.head.u32le(at),
  )
  if (!agrees || isEndOfFileMark(end, sector + 56)) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'footer' })
  }
}

/** Finds a download that stopped early: grain tables and the last grains must lie in the file. */
async function checkDirectory(
  reader: ImageReader,
  directory: number,
  finding: ImageFinding,
): Promise<void> {
  const grain = reader.head.u64le(20)
  const tableBytes = reader.head.u32le(44) * 4
  const capacity = reader.head.u64le(12)
  if (!(grain > 0 && tableBytes > 0)) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'grains' })
    return
  }
  const tables = Math.ceil(capacity / ((grain * tableBytes) / 4))
  expectBytes(finding, directory * sector + tables * 4)
  const entries = await reader.at(directory * sector, Math.min(tables * 4, window))
  const lastTable = highest(entries)
  if (lastTable === 0) return
  const tablesEnd = lastTable * sector + tableBytes
  expectBytes(finding, tablesEnd)
  const row = Math.min(rowOfTables(entries, lastTable, tableBytes / sector) * tableBytes, window)
  const lastGrain = highest(await reader.at(tablesEnd - row, row))
  if (lastGrain > lastTable) expectBytes(finding, lastGrain * sector + 1)
}

/** How many tables stand in a row, one after the other, up to the last one of the file. */
function rowOfTables(entries: Bytes, lastTable: number, tableSectors: number): number {
  let at = entries.length - 4
  while (at > 0 && entries.u32le(at) !== lastTable) at -= 4
  let count = 1
  while (at >= 4 && entries.u32le(at - 4) + tableSectors === entries.u32le(at)) {
    at -= 4
    count += 1
  }
  return count
}

function highest(entries: Bytes): number {
  let last = 0
  for (let at = 0; at + 4 <= entries.length; at += 4) last = Math.max(last, entries.u32le(at))
  return last
}

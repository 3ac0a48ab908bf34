import type { Bytes } from './bytes'
import { crc32 } from './crc32'
import { addHazard, expectBytes, type ImageFinding } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageReader } from './source'
import { readMetadata } from './vhdx-metadata'

// Layout: [MS-VHDX] "Virtual Hard Disk v2 (VHDX) File Format", Microsoft.

const kib = 1024
const headerOffsets = [64 * kib, 128 * kib] as const
const regionTableOffsets = [192 * kib, 256 * kib] as const
const regionGuids = {
  blockTable: '2dc27766-f623-4200-9d64-115e9bfd4a08',
  metadata: '8b7ca206-4790-4b9a-b8fe-575f050f886e',
} as const
const maxEntries = 2047

/** Hyper-V disks of the second generation. */
export const vhdx: FormatReader = {
  name: 'vhdx',
  start: { format: 'vhdx', kind: 'vhdx', container: 'bare' },
  matches: ({ head }) => head.matches(0, 'vhdxfile'),
  async read(reader, finding) {
    const creator = reader.head.utf16(8, 512, 'le')
    if (creator) finding.facts.creator = creator
    await readHeaders(reader, finding)
    const regions = await readRegions(reader, finding)
    for (const region of regions.values()) expectBytes(finding, region.offset + region.length)
    const metadata = regions.get(regionGuids.metadata)
    if (metadata) await readMetadata(reader, metadata, finding)
    const blockTable = regions.get(regionGuids.blockTable)
    if (blockTable) await checkBlocks(reader, blockTable, finding)
    if (!metadata || !blockTable) addHazard(finding, 'corrupt', 'refuse', { part: 'regions' })
  },
}

/** The header in force is the one with a right sum and the higher sequence number. */
async function readHeaders(reader: ImageReader, finding: ImageFinding): Promise<void> {
  let current: Bytes | null = null
  let currentSequence = -1
  for (const offset of headerOffsets) {
    const header = await reader.at(offset, 4 * kib)
    if (header.length < 4 * kib || !header.matches(0, 'head')) continue
    if (crc32(header.raw(0, 4 * kib), 'castagnoli', 4) !== header.u32le(4)) continue
    const sequence = header.u64le(8)
    if (sequence > currentSequence) [current, currentSequence] = [header, sequence]
  }
  if (!current) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'header' })
    return
  }
  finding.facts.version = current.u16le(66)
  if (current.u16le(66) !== 1) {
    const version = current.u16le(66)
    addHazard(finding, 'unsupportedVersion', 'refuse', { format: 'VHDX', version })
  }
  // A log that is named is a log still to be replayed.
  const hasLog = !current.isZero(48, 16)
  finding.facts.log = hasLog
  if (hasLog) addHazard(finding, 'unclean', 'warn')
  expectBytes(finding, current.u64le(72) + current.u32le(68))
}

export type Region = { offset: number; length: number }

async function readRegions(
  reader: ImageReader,
  finding: ImageFinding,
): Promise<Map<string, Region>> {
  const found = new Map<string, Region>()
  for (const offset of regionTableOffsets) {
    const table = await reader.at(offset, 64 * kib)
    if (!table.matches(0, 'regi')) continue
    const count = table.u32le(8)
    if (count > maxEntries) continue
    for (let i = 0; i < count && i < 64; i++) {
      const at = 16 + i * 32
      const guid = table.guid(at)
      const isKnown = Object.values<string>(regionGuids).includes(guid)
      if (isKnown) found.set(guid, { offset: table.u64le(at + 16), length: table.u32le(at + 24) })
      else if (table.u32le(at + 28) & 1) {
        addHazard(finding, 'unknownFeatures', 'refuse', { bits: guid })
      }
    }
    return found
  }
  return found
}

/** Finds a download that stopped early: every block that is present must be in the file. */
async function checkBlocks(
  reader: ImageReader,
  region: Region,
  finding: ImageFinding,
): Promise<void> {
  const table = await reader.at(region.offset, Math.min(region.length, 64 * kib))
  let last = 0
  for (let at = 0; at + 8 <= table.length; at += 8) {
    const state = table.u32le(at) & 7
    if (state < 6) continue
    const megabyte = table.u32le(at + 4) * 4096 + (table.u32le(at) >>> 20)
    if (megabyte > last) last = megabyte
  }
  const blockSize = finding.facts.blockSize
  if (last > 0 && typeof blockSize === 'number') expectBytes(finding, last * kib * kib + blockSize)
}

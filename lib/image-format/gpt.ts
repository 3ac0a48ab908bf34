import type { Bytes } from './bytes'
import { crc32 } from './crc32'
import type { Partition, PartitionTable } from './finding'
import { gptType } from './partition-types'
import type { ImageReader } from './source'

// Layout: UEFI Specification 2.10, chapter 5.3.

/** What is wrong with a GPT; also the `reason` of a hazard. */
export const gptProblemCodes = [
  'headerChecksum',
  'entriesChecksum',
  'entriesOdd',
  'partitionOrder',
  'backupMissing',
] as const
export type GptProblem = (typeof gptProblemCodes)[number]

const signature = 'EFI PART'
const unused = '00000000-0000-0000-0000-000000000000'
const maxEntries = 256
const maxTable = 64 * 1024

/** The partitions of a GPT with 512- or 4096-byte sectors, or null when there is none. */
export async function readGpt(
  reader: ImageReader,
): Promise<{ table: PartitionTable; problems: GptProblem[] } | null> {
  const sectorSize = [512, 4096].find((size) => reader.head.matches(size, signature))
  if (sectorSize === undefined || !reader.head.has(sectorSize, 92)) return null
  const header = reader.head.part(sectorSize, sectorSize)
  const problems = new Set<GptProblem>()

  const headerSize = header.u32le(12)
  const isSizeRight = headerSize >= 92 && header.has(0, headerSize)
  if (!isSizeRight || crc32(header.raw(0, headerSize), 'ieee', 16) !== header.u32le(16)) {
    problems.add('headerChecksum')
  }
  const count = header.u32le(80)
  const entrySize = header.u32le(84)
  const entries: Partition[] = []
  if (count > maxEntries || entrySize < 128 || entrySize % 8 !== 0 || entrySize > 4096) {
    problems.add('entriesOdd')
  } else {
    const length = count * entrySize
    const table = await reader.at(header.u64le(72) * sectorSize, Math.min(length, maxTable))
    if (length <= maxTable) {
      if (table.length < length) problems.add('entriesOdd')
      else if (crc32(table.raw(0, length)) !== header.u32le(88)) problems.add('entriesChecksum')
    }
    for (let i = 0; i < count && table.has(i * entrySize, 128); i++) {
      const entry = readEntry(table, i * entrySize, i + 1, sectorSize)
      if (!entry) continue
      if (entry.size > 0) entries.push(entry)
      else problems.add('partitionOrder')
    }
  }
  const backup = await reader.at(header.u64le(32) * sectorSize, sectorSize)
  if (!backup.matches(0, signature)) problems.add('backupMissing')
  return { table: { table: 'gpt', sectorSize, entries }, problems: [...problems] }
}

function readEntry(table: Bytes, at: number, index: number, sectorSize: number): Partition | null {
  const type = table.guid(at)
  if (type === unused) return null
  const first = table.u64le(at + 32)
  const last = table.u64le(at + 40)
  return {
    index,
    type,
    typeKey: gptType(type)?.key ?? null,
    name: table.utf16(at + 56, 72, 'le'),
    start: first * sectorSize,
    size: (last - first + 1) * sectorSize,
    // "Legacy BIOS bootable".
    bootable: (table.u8(at + 48) & 4) !== 0,
  }
}

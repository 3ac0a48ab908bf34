import { addHazard, expectBytes, type ImageFinding, type PartitionTable } from './finding'
import { type GptProblem, readGpt } from './gpt'
import { isFatBootSector, type MbrProblem, mbrProblems, mbrSignature, readMbr } from './mbr'
import { gptType } from './partition-types'
import type { ImageReader } from './source'

export type PartitionReading = {
  table: PartitionTable
  /** Glance's own complaints about the first sector; it refuses a raw disk that has any. */
  refusals: MbrProblem[]
  damage: GptProblem[]
}

/** True where Glance sees a partition table: the boot signature, unless FAT has put it there. */
export function glanceSeesTable(reader: ImageReader): boolean {
  return mbrSignature(reader.head) && !isFatBootSector(reader.head)
}

/** The GPT or MBR of a disk, or null when it has neither. Never throws over odd contents. */
export async function readPartitions(reader: ImageReader): Promise<PartitionReading | null> {
  const refusals = glanceSeesTable(reader) ? mbrProblems(reader.head) : []
  const gpt = await readGpt(reader)
  if (gpt) return { table: gpt.table, damage: gpt.problems, refusals }
  if (!glanceSeesTable(reader)) return null
  const table = readMbr(reader.head)
  // Code or data that ends in the boot signature by chance has no table of any sense.
  if (refusals.includes('bootFlag')) table.entries = []
  return { table, damage: [], refusals }
}

/** Puts a raw disk's partitions into its finding, with what they tell and what is wrong. */
export function notePartitions(reading: PartitionReading, finding: ImageFinding): void {
  const { table } = reading
  if (table.entries.length > 0 || table.table === 'gpt') finding.partitions = table
  for (const { start, size } of table.entries) expectBytes(finding, start + size)
  for (const reason of reading.damage) addHazard(finding, 'partitionTable', 'warn', { reason })
  for (const reason of reading.refusals) {
    addHazard(finding, 'partitionTableRefused', 'warn', { reason })
  }
  const has = (key: string) => table.entries.some((entry) => entry.typeKey === key)
  const boots: string[] = []
  if (has('biosBoot') || has('freebsdBoot') || table.entries.some(({ bootable }) => bootable)) {
    boots.push('bios')
  }
  if (has('efiSystem')) boots.push('uefi')
  if (boots.length > 0) finding.facts.bootPlatforms = boots
  const architectures = table.entries.flatMap(({ type }) => gptType(type)?.architecture ?? [])
  if (architectures[0]) finding.facts.architecture = architectures[0]
}

import type { Bytes } from './bytes'
import type { PartitionTable } from './finding'
import { mbrType } from './partition-types'

/** Why Glance refuses a first sector; also the `reason` of a hazard. */
export const mbrProblemCodes = [
  'bootFlag',
  'protectiveChs',
  'protectiveStart',
  'hybrid',
  'noPartitions',
] as const
export type MbrProblem = (typeof mbrProblemCodes)[number]

const entryOffsets = [446, 462, 478, 494] as const
const sectorSize = 512

export function mbrSignature(head: Bytes): boolean {
  return head.matches(510, [0x55, 0xaa])
}

/** True when the first sector is a FAT boot sector, which bears the signature of an MBR. */
export function isFatBootSector(head: Bytes): boolean {
  return head.has(0, 512) && head.u8(0x10) === 2 && head.u8(0x15) === 0xf8
}

/** The primary partitions. Only asked when the signature is there. */
export function readMbr(head: Bytes): PartitionTable {
  const entries = entryOffsets.flatMap((at, i) => {
    const type = head.u8(at + 4)
    if (type === 0 || head.u32le(at + 12) === 0) return []
    return [
      {
        index: i + 1,
        type: `0x${type.toString(16).padStart(2, '0')}`,
        typeKey: mbrType(type)?.key ?? null,
        name: '',
        start: head.u32le(at + 8) * sectorSize,
        size: head.u32le(at + 12) * sectorSize,
        bootable: head.u8(at) === 0x80,
      },
    ]
  })
  return { table: 'mbr', sectorSize, entries }
}

/**
 * The checks that Glance 2025.1 and later make before it takes a disk with a partition table:
 * https://opendev.org/openstack/oslo.utils/src/tag/8.0.0/oslo_utils/imageutils/format_inspector.py
 * (`check_mbr_partitions`).
 */
export function mbrProblems(head: Bytes): MbrProblem[] {
  const problems = new Set<MbrProblem>()
  const used: number[] = []
  let isProtective = false
  for (const [i, at] of entryOffsets.entries()) {
    const type = head.u8(at + 4)
    if (head.u8(at) !== 0 && head.u8(at) !== 0x80) problems.add('bootFlag')
    if (type !== 0) used.push(i)
    if (type !== 0xee) continue
    isProtective = true
    if (!head.matches(at + 1, [0, 2, 0])) problems.add('protectiveChs')
    if (head.u32le(at + 8) !== 1) problems.add('protectiveStart')
  }
  if (isProtective && (used.length !== 1 || used[0] !== 0)) problems.add('hybrid')
  if (used.length === 0) problems.add('noPartitions')
  return [...problems]
}

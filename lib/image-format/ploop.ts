import { addHazard, expectBytes, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'

// Layout: https://gitlab.com/qemu-project/qemu/-/blob/v9.0.0/docs/interop/parallels.txt

const magics = ['WithoutFreeSpace', 'WithouFreSpacExt'] as const

/** Parallels and Virtuozzo disks, which Glance calls ploop. */
export const ploop: FormatReader = {
  name: 'ploop',
  start: { format: 'ploop', kind: 'ploop', container: 'bare' },
  matches: ({ head }) => magics.some((magic) => head.matches(0, magic)),
  async read({ head }, finding) {
    const isExtended = head.matches(0, magics[1])
    finding.kind = isExtended ? 'ploopExt' : 'ploop'
    const version = head.u32le(16)
    finding.facts.version = version
    if (version !== 2)
      addHazard(finding, 'unsupportedVersion', 'refuse', { format: 'ploop', version })
    // The older kind counts sectors in 32 bits and leaves noise in the upper half.
    setVirtualSize(finding, (isExtended ? head.u64le(36) : head.u32le(36)) * 512)
    const clusterSectors = head.u32le(28)
    const entries = head.u32le(32)
    finding.facts.clusterSize = clusterSectors * 512
    if (clusterSectors === 0 || entries * clusterSectors * 512 < (finding.virtualSize ?? 0)) {
      addHazard(finding, 'corrupt', 'refuse', { part: 'blockTable' })
    }
    // "Ynot" stands here while the disk is in use.
    if (head.matches(44, 'Ynot')) addHazard(finding, 'unclean', 'warn')
    expectBytes(finding, 64 + entries * 4)
  },
}

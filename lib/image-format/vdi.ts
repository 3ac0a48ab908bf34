import { addHazard, expectBytes, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageKind } from './kinds'

// Layout: VirtualBox's Storage/VDI.cpp and QEMU's block/vdi.c (header of version 1.1).

const kinds: Record<number, ImageKind> = { 1: 'dynamic', 2: 'static', 3: 'undo', 4: 'differencing' }
const noUuid = '00000000-0000-0000-0000-000000000000'

/** VirtualBox disks: dynamic, static, undo and differencing. */
export const vdi: FormatReader = {
  name: 'vdi',
  start: { format: 'vdi', kind: 'vdi', container: 'bare' },
  matches: ({ head }) => head.matches(0x40, [0x7f, 0x10, 0xda, 0xbe]),
  async read({ head }, finding) {
    const major = head.u16le(0x46)
    const minor = head.u16le(0x44)
    finding.facts.version = `${major}.${minor}`
    if (major !== 1) {
      const version = `${major}.${minor}`
      addHazard(finding, 'unsupportedVersion', 'refuse', { format: 'VDI', version })
      return
    }
    const type = head.u32le(0x4c)
    const kind = kinds[type]
    if (kind) finding.kind = kind
    else addHazard(finding, 'corrupt', 'refuse', { part: 'imageType' })
    setVirtualSize(finding, head.u64le(0x170))
    const description = head.text(0x54, 256)
    if (description) finding.facts.description = description
    const blockSize = head.u32le(0x178)
    const blocks = head.u32le(0x180)
    const allocated = head.u32le(0x184)
    finding.facts.blockSize = blockSize
    finding.facts.uuid = head.guid(0x188)
    const parent = [head.guid(0x1a8), head.guid(0x1b8)].find((uuid) => uuid !== noUuid)
    if (parent || type === 3 || type === 4) {
      if (parent) finding.facts.parent = parent
      addHazard(finding, 'differencing', 'refuse', { parent: parent ?? '' })
    }
    if (blockSize === 0 || blocks * blockSize < (finding.virtualSize ?? 0)) {
      addHazard(finding, 'corrupt', 'refuse', { part: 'blockTable' })
    }
    if (allocated > blocks) addHazard(finding, 'corrupt', 'refuse', { part: 'blockTable' })
    expectBytes(finding, head.u32le(0x154) + blocks * 4)
    expectBytes(finding, head.u32le(0x158) + allocated * blockSize)
  },
}

import { type Bytes, printable } from './bytes'
import { addHazard, type ImageFinding, setVirtualSize } from './finding'
import type { ImageReader } from './source'

const itemNames: Record<string, string> = {
  'caa16737-fa36-4d43-b3b6-33f0aa44e76b': 'fileParameters',
  '2fa54224-cd1b-4876-b211-5dbed83bf4b8': 'virtualSize',
  'beca12ab-b2e6-4523-93ef-c309e000c746': 'page83',
  '8141bf1d-a96f-4709-ba47-f233a8faab5f': 'logicalSectorSize',
  'cda348c7-445d-4471-9cc9-e9885251c556': 'physicalSectorSize',
  'a8d35f2d-b30b-454d-abf7-d3d84834ab0c': 'parentLocator',
}
const window = 64 * 1024
const maxItems = 64

/** Reads a VHDX metadata region: size, block size, sector size, parent. */
export async function readMetadata(
  reader: ImageReader,
  region: { offset: number; length: number },
  finding: ImageFinding,
): Promise<void> {
  const table = await reader.at(region.offset, Math.min(region.length, window))
  if (!table.matches(0, 'metadata')) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'metadata' })
    return
  }
  const count = Math.min(table.u16le(10), maxItems)
  for (let i = 0; i < count; i++) {
    const at = 32 + i * 32
    const guid = table.guid(at)
    const name = itemNames[guid]
    const isRequired = (table.u32le(at + 24) & 4) !== 0
    if (!name) {
      if (isRequired) addHazard(finding, 'unknownFeatures', 'refuse', { bits: guid })
      continue
    }
    const offset = region.offset + table.u32le(at + 16)
    const item = await reader.at(offset, Math.min(table.u32le(at + 20), window))
    readItem(name, item, finding)
  }
  if (finding.virtualSize === null) addHazard(finding, 'corrupt', 'refuse', { part: 'metadata' })
}

function readItem(name: string, item: Bytes, finding: ImageFinding): void {
  if (name === 'virtualSize') setVirtualSize(finding, item.u64le(0))
  else if (name === 'logicalSectorSize') finding.facts.sectorSize = item.u32le(0)
  else if (name === 'fileParameters') {
    finding.facts.blockSize = item.u32le(0)
    const flags = item.u32le(4)
    const hasParent = (flags & 2) !== 0
    finding.kind = hasParent ? 'differencing' : flags & 1 ? 'fixed' : 'dynamic'
    if (hasParent) addHazard(finding, 'differencing', 'refuse', { parent: '' })
  } else if (name === 'parentLocator') {
    const parent = parentPath(item)
    if (parent) finding.facts.parent = parent
    finding.hazards = finding.hazards.filter(({ code }) => code !== 'differencing')
    addHazard(finding, 'differencing', 'refuse', { parent })
  }
}

/** The first path in a parent locator's table of keys and values, or nothing. */
function parentPath(item: Bytes): string {
  const count = Math.min(item.u16le(18), 16)
  for (let i = 0; i < count; i++) {
    const at = 20 + i * 12
    const key = item.utf16(item.u32le(at), item.u16le(at + 8), 'le')
    const value = item.utf16(item.u32le(at + 4), item.u16le(at + 10), 'le')
    if (/path/i.test(key)) return printable(value)
  }
  return ''
}

import { addHazard, type ImageFinding, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageReader } from './source'

// Layouts: "LUKS On-Disk Format Specification" 1.2.3 and "LUKS2 On-Disk Format" 1.1.2, cryptsetup.

const activeSlot = 0x00ac71f3
const jsonStart = 4096
const maxJson = 64 * 1024

/**
 * Encrypted disks. Glance has no disk format for them and keeps them as raw, so the virtual size is
 * the whole file; `facts.payloadSize` is what remains once it is opened.
 */
export const luks: FormatReader = {
  name: 'luks',
  start: { format: 'raw', kind: 'luks', container: 'bare' },
  matches: ({ head }) => head.matches(0, [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]),
  async read(reader, finding) {
    const version = reader.head.u16be(6)
    finding.kind = version === 1 ? 'luks1' : version === 2 ? 'luks2' : 'luks'
    finding.facts.version = version
    setVirtualSize(finding, Math.ceil(reader.size / 512) * 512)
    addHazard(finding, 'encrypted', 'warn', { method: `LUKS${version}` })
    if (version === 1) readVersion1(reader, finding)
    else if (version === 2) await readVersion2(reader, finding)
    // Glance 2025.1 and later take version 1 alone:
    // https://opendev.org/openstack/oslo.utils/src/tag/8.0.0/oslo_utils/imageutils/format_inspector.py
    if (version !== 1) {
      const severity = version === 2 ? 'warn' : 'refuse'
      addHazard(finding, 'unsupportedVersion', severity, { format: 'LUKS', version })
    }
  },
}

function notePayload(offset: number, finding: ImageFinding): void {
  if (offset < finding.fileSize) finding.facts.payloadSize = finding.fileSize - offset
  else if (offset > finding.fileSize) {
    const missing = offset - finding.fileSize
    addHazard(finding, 'truncated', 'refuse', { missing })
  }
}

function readVersion1({ head }: ImageReader, finding: ImageFinding): void {
  finding.facts.cipher = `${head.text(8, 32)}-${head.text(40, 32)}`
  finding.facts.hash = head.text(72, 32)
  finding.facts.keyBits = head.u32be(108) * 8
  finding.facts.uuid = head.text(168, 40)
  const slots = Array.from({ length: 8 }, (_, i) => head.u32be(208 + i * 48) === activeSlot)
  finding.facts.keySlots = slots.filter(Boolean).length
  notePayload(head.u32be(104) * 512, finding)
}

async function readVersion2(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const { head } = reader
  const label = head.text(24, 48)
  if (label) finding.facts.label = label
  finding.facts.uuid = head.text(168, 40)
  const length = Math.min(head.u64be(8) - jsonStart, maxJson)
  const json = await reader.at(jsonStart, length)
  const metadata = parseJson(json.uncleanText(0, json.length))
  const segment = entry(entry(metadata, 'segments'), '0')
  const offset = Number(entry(segment, 'offset'))
  const cipher = entry(segment, 'encryption')
  if (!Number.isSafeInteger(offset) || offset <= 0) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'metadata' })
    return
  }
  if (typeof cipher === 'string') finding.facts.cipher = cipher.slice(0, 64)
  const slots = entry(metadata, 'keyslots')
  if (typeof slots === 'object' && slots !== null) {
    finding.facts.keySlots = Object.keys(slots).length
  }
  notePayload(offset, finding)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function entry(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

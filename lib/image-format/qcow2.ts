import { type Bytes, printable } from './bytes'
import { addHazard, expectBytes, type ImageFinding, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageReader } from './source'

// Layout: https://gitlab.com/qemu-project/qemu/-/blob/v9.0.0/docs/interop/qcow2.txt

const extensionNames: Record<number, string> = {
  3799591626: 'backingFormat',
  1745090647: 'featureNames',
  595929205: 'bitmaps',
  87539319: 'encryptionHeader',
  1145132097: 'externalDataName',
}
const incompatible = { dirty: 1, corrupt: 2, externalData: 4, compressionType: 8, extendedL2: 16 }
const knownIncompatible = 0x1f
const encryptionMethods = ['none', 'aes', 'luks']
const compressionTypes = ['zlib', 'zstd']
/** The most of one table that is looked at, in bytes. */
const tableWindow = 64 * 1024

/** qcow2 of version 2 and 3; version 1 is named and refused. */
export const qcow2: FormatReader = {
  name: 'qcow2',
  start: { format: 'qcow2', kind: 'qcow2', container: 'bare' },
  matches: (reader) => reader.head.matches(0, 'QFI\xfb'),
  read: readQcow2,
}

async function readQcow2(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const head = reader.head
  const version = head.u32be(4)
  finding.facts.version = version
  if (version !== 2 && version !== 3) {
    finding.kind = version === 1 ? 'qcow1' : 'qcow2'
    addHazard(finding, 'unsupportedVersion', 'refuse', { format: 'qcow', version })
    if (version === 1) setVirtualSize(finding, head.u64be(24))
    return
  }
  finding.kind = version === 2 ? 'qcow2v2' : 'qcow2v3'
  setVirtualSize(finding, head.u64be(24))
  const clusterBits = head.u32be(20)
  finding.facts.clusterBits = clusterBits
  if (clusterBits < 9 || clusterBits > 21) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'clusterBits' })
    return
  }
  finding.facts.clusterSize = 2 ** clusterBits
  readEncryption(head, finding)
  readSnapshots(head, finding)
  if (version === 3) readFeatures(head, finding)
  await readBackingFile(reader, finding)
  readExtensions(head, version === 3 ? head.u32be(100) : 72, 2 ** clusterBits, finding)
  await checkTables(reader, finding)
}

function readEncryption(head: Bytes, finding: ImageFinding): void {
  const method = head.u32be(32)
  finding.facts.encryption = encryptionMethods[method] ?? String(method)
  if (method > 2) addHazard(finding, 'corrupt', 'refuse', { part: 'encryption' })
  else if (method > 0) {
    addHazard(finding, 'encrypted', 'warn', { method: method === 1 ? 'AES' : 'LUKS' })
  }
}

function readSnapshots(head: Bytes, finding: ImageFinding): void {
  const count = head.u32be(60)
  finding.facts.snapshots = count
  if (count > 0) addHazard(finding, 'snapshots', 'warn', { count })
}

function readFeatures(head: Bytes, finding: ImageFinding): void {
  const low = head.u32be(76)
  const unknownLow = (low & ~knownIncompatible) >>> 0
  const bits: string[] = []
  for (let bit = 0; bit < 64; bit++) {
    const word = bit < 32 ? unknownLow : head.u32be(72)
    if ((word >>> (bit % 32)) & 1) bits.push(String(bit))
  }
  finding.facts.incompatibleFeatures = featureNames(low).concat(bits)
  finding.facts.lazyRefcounts = (head.u32be(84) & 1) === 1
  finding.facts.bitmaps = (head.u32be(92) & 1) === 1
  const refcountOrder = head.u32be(96)
  const headerLength = head.u32be(100)
  finding.facts.refcountBits = refcountOrder <= 6 ? 2 ** refcountOrder : 0
  if (refcountOrder > 6) addHazard(finding, 'corrupt', 'refuse', { part: 'refcounts' })
  if (headerLength < 104 || headerLength % 8 !== 0) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'headerLength' })
  }
  const hasType = (low & incompatible.compressionType) !== 0
  const type = hasType && headerLength > 104 ? head.u8(104) : 0
  finding.facts.compression = compressionTypes[type] ?? String(type)
  if (type > 1) addHazard(finding, 'corrupt', 'refuse', { part: 'compression' })

  if (bits.length > 0) addHazard(finding, 'unknownFeatures', 'refuse', { bits: bits.join(', ') })
  if (low & incompatible.externalData) addHazard(finding, 'externalData', 'refuse', { name: '' })
  if (low & incompatible.corrupt) addHazard(finding, 'corrupt', 'refuse', { part: 'marked' })
  if (low & incompatible.dirty) addHazard(finding, 'unclean', 'warn')
  // Glance and Nova allow bits 0 to 3 only, although QEMU has known bit 4 since 5.2:
  // https://opendev.org/openstack/oslo.utils/src/tag/8.0.0/oslo_utils/imageutils/format_inspector.py
  if (low & incompatible.extendedL2) addHazard(finding, 'extendedL2', 'warn')
}

function featureNames(low: number): string[] {
  return Object.entries(incompatible).flatMap(([name, bit]) => (low & bit ? [name] : []))
}

async function readBackingFile(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const offset = reader.head.u64be(8)
  if (offset === 0) return
  const name = await reader.at(offset, Math.min(1023, reader.head.u32be(16)))
  finding.facts.backingFile = name.text(0, name.length)
  addHazard(finding, 'backingFile', 'refuse', { name: finding.facts.backingFile })
}

function readExtensions(
  head: Bytes,
  start: number,
  clusterSize: number,
  finding: ImageFinding,
): void {
  const seen: string[] = []
  let at = start
  const end = Math.min(clusterSize, head.length)
  while (at + 8 <= end && seen.length < 32) {
    const type = head.u32be(at)
    const length = head.u32be(at + 4)
    if (type === 0) break
    if (at + 8 + length > end) {
      addHazard(finding, 'corrupt', 'refuse', { part: 'headerExtensions' })
      break
    }
    const name = extensionNames[type]
    seen.push(name ?? `0x${type.toString(16)}`)
    if (name === 'backingFormat') finding.facts.backingFormat = head.text(at + 8, length)
    if (name === 'externalDataName') {
      // Listed even without the feature bit: no honest tool writes the name alone.
      const file = head.text(at + 8, length)
      finding.facts.externalData = file
      finding.hazards = finding.hazards.filter(({ code }) => code !== 'externalData')
      addHazard(finding, 'externalData', 'refuse', { name: file })
    }
    at += 8 + Math.ceil(length / 8) * 8
  }
  if (seen.length > 0) finding.facts.headerExtensions = seen.map(printable)
}

/** Finds a download that stopped early: tables and the last mapped clusters must be in the file. */
async function checkTables(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const head = reader.head
  const clusterBits = head.u32be(20)
  const clusterSize = 2 ** clusterBits
  const l1Entries = head.u32be(36)
  const l1Offset = head.u64be(40)
  expectBytes(finding, l1Offset + l1Entries * 8)
  expectBytes(finding, head.u64be(48) + head.u32be(56) * clusterSize)

  const extended = finding.facts.version === 3 && (head.u32be(76) & incompatible.extendedL2) !== 0
  const entrySize = extended ? 16 : 8
  const perL2 = (clusterSize / entrySize) * clusterSize
  if (finding.virtualSize !== null && l1Entries < Math.ceil(finding.virtualSize / perL2)) {
    addHazard(finding, 'corrupt', 'refuse', { part: 'l1Table' })
  }
  const l1 = await reader.at(l1Offset, Math.min(l1Entries * 8, tableWindow))
  const lastL2 = lastOffset(l1, 8, clusterBits, false)
  if (lastL2 === 0) return
  expectBytes(finding, lastL2 + clusterSize)
  if (finding.hazards.some(({ code }) => code === 'externalData')) return
  const l2 = await reader.at(lastL2, Math.min(clusterSize, tableWindow))
  const lastCluster = lastOffset(l2, entrySize, clusterBits, true)
  // The last cluster itself may be cut short by an image that ends in a hole.
  if (lastCluster > 0) expectBytes(finding, lastCluster + 1)
}

/** The highest cluster that a table points to, as a byte offset; 0 when it points nowhere. */
function lastOffset(
  table: Bytes,
  entrySize: number,
  clusterBits: number,
  mayBeCompressed: boolean,
): number {
  // A compressed entry holds a byte offset in its low 70 - clusterBits bits, not a cluster.
  const compressedMask = 2 ** (38 - clusterBits) - 1
  let last = 0
  for (let at = 0; at + entrySize <= table.length; at += entrySize) {
    const high = table.u32be(at)
    const low = table.u32be(at + 4)
    const isCompressed = mayBeCompressed && (high & 0x40000000) !== 0
    const offset = isCompressed
      ? (high & compressedMask) * 2 ** 32 + low
      : (high & 0x00ffffff) * 2 ** 32 + ((low & 0xfffffe00) >>> 0)
    if (offset > last) last = offset
  }
  return last
}

import type { Bytes } from './bytes'
import { addHazard, expectBytes, type ImageFinding, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageReader } from './source'
import { vmdk } from './vmdk'

// Layout: POSIX.1-1988 ustar with the GNU size extension. An OVA is a tar whose first member is an
// OVF description (DMTF DSP0243, chapter 5.3).

const block = 512
const maxMembers = 32
const maxDisks = 3
const diskName = /\.(vmdk|vhdx?|vdi|qcow2?|img|raw|iso)(\.\d{9})?$/i

type Member = { name: string; type: string; start: number; size: number }

function isHeader(head: Bytes, at: number): boolean {
  return head.matches(at + 257, 'ustar') && checksum(head, at) === octal(head, at + 148, 8)
}

/** The sum of a header's bytes with its own field counted as blanks. */
function checksum(head: Bytes, at: number): number {
  if (!head.has(at, block)) return -1
  let sum = 0
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 0x20 : head.u8(at + i)
  return sum
}

function octal(head: Bytes, at: number, length: number): number {
  // GNU tar writes sizes from 8 GiB on as a big-endian number with the top bit set.
  if (length === 12 && head.u8(at) & 0x80) return head.u64be(at + 4)
  const digits = /[0-7]+/.exec(head.uncleanText(at, length))
  return digits ? Number.parseInt(digits[0], 8) : 0
}

/** Tar archives: OVA appliances, Docker layers and plain ones. */
export const tar: FormatReader = {
  name: 'tar',
  start: { format: null, kind: 'tar', container: 'bare' },
  matches: ({ head }) => head.has(0, block) && isHeader(head, 0),
  async read(reader, finding) {
    const members = await listMembers(reader, finding)
    finding.facts.members = members.map(({ name }) => name)
    const disks = members.filter(({ name }) => diskName.test(name))
    if (members.some(({ name }) => /^(manifest\.json|oci-layout)$/.test(name))) {
      finding.kind = 'docker'
    }
    // Glance wants no more of an OVA than the word; tools differ on whether the OVF comes first.
    if (!members.some(({ name }) => /\.ovf$/i.test(name))) {
      addHazard(finding, 'archive', 'warn')
      return
    }
    finding.kind = 'ova'
    finding.container = 'ova'
    finding.facts.disks = disks.length
    if (disks.length > 1) addHazard(finding, 'severalDisks', 'warn', { count: disks.length })
    await readDisks(reader, disks.slice(0, maxDisks), finding)
  },
}

async function listMembers(reader: ImageReader, finding: ImageFinding): Promise<Member[]> {
  const members: Member[] = []
  let at = 0
  for (let i = 0; i < maxMembers && at < reader.size; i++) {
    const header = await reader.at(at, block)
    if (header.length < block) {
      expectBytes(finding, at + block)
      break
    }
    if (header.isZero(0, block)) return members
    if (!isHeader(header, 0)) {
      addHazard(finding, 'corrupt', 'refuse', { part: 'member' })
      return members
    }
    const size = octal(header, 124, 12)
    const type = header.text(156, 1)
    const member = { name: header.text(0, 100), type, start: at + block, size }
    // Links, folders and extended headers hold no file.
    if (type === '' || type === '0') members.push(member)
    expectBytes(finding, member.start + size)
    at = member.start + Math.ceil(size / block) * block
  }
  return members
}

/** Looks into the disks of an OVA with the reader for VMware disks, the only kind OVF tools write. */
async function readDisks(
  reader: ImageReader,
  disks: Member[],
  finding: ImageFinding,
): Promise<void> {
  let total = 0
  for (const disk of disks) {
    const inner = await reader.within(disk.start, disk.size)
    if (!vmdk.matches(inner)) continue
    const found: ImageFinding = {
      ...vmdk.start,
      fileSize: inner.size,
      virtualSize: null,
      facts: {},
      hazards: [],
    }
    await vmdk.read(inner, found)
    finding.format = 'vmdk'
    finding.facts.diskKind = found.kind
    total += found.virtualSize ?? 0
    for (const { code, severity, params } of found.hazards) {
      addHazard(finding, code, severity, params)
    }
  }
  if (total > 0) setVirtualSize(finding, total)
}

import { UnreadableHeader } from './bytes'
import { compressedFormats } from './compressed'
import { addHazard, type ImageFinding, startFinding } from './finding'
import { foreignFormats } from './foreign'
import type { FormatReader } from './format-reader'
import { iso } from './iso'
import { luks } from './luks'
import { glanceSeesTable } from './partitions'
import { ploop } from './ploop'
import { qcow2 } from './qcow2'
import { readRaw } from './raw'
import { ImageReader, type ImageSource } from './source'
import { tar } from './tar'
import { vdi } from './vdi'
import { isVhdByFooterOnly, vhd } from './vhd'
import { vhdx } from './vhdx'
import { vmdk } from './vmdk'

// In the order of trust: a mark at the very start of a file comes before one further in, because
// that is what a tool that guesses would go by.
const formats: FormatReader[] = [
  qcow2,
  vhdx,
  luks,
  ploop,
  vmdk,
  vdi,
  vhd,
  ...foreignFormats,
  ...compressedFormats,
  tar,
  iso,
]
/** Formats whose first sector has no room for a partition table of its own. */
const withoutTable: FormatReader[] = [qcow2, vhdx, ploop, vmdk, vdi, vhd]

/**
 * Tells what an image file is from its content: format, size of the disk, details, and all that
 * speaks against sending it. Reads both ends and a few places between, at most 1 MiB in all and
 * never beyond `file.size`; unpacks nothing; no content makes it throw. Rejects only when
 * `file.readAt` does.
 */
export async function detectImage(file: ImageSource): Promise<ImageFinding> {
  const reader = await ImageReader.open(file)
  if (reader.size === 0) {
    const finding = startFinding(0, null, 'empty')
    addHazard(finding, 'empty', 'refuse')
    return finding
  }
  const matching = formats.filter((format) => format.matches(reader))
  const first = matching[0]
  const { format, kind, container } = first?.start ?? {
    format: 'raw' as const,
    kind: 'raw',
    container: 'bare' as const,
  }
  const finding = startFinding(reader.size, format, kind, container)
  const names = contradictions(matching, reader)
  if (names.length > 1) addHazard(finding, 'polyglot', 'refuse', { formats: names.join(', ') })
  try {
    if (first) await first.read(reader, finding)
    else await readRaw(reader, finding)
  } catch (cause) {
    if (!(cause instanceof UnreadableHeader)) throw cause
    if (cause.reason === 'budget') addHazard(finding, 'corrupt', 'refuse', { part: 'structure' })
    else addHazard(finding, 'truncated', 'refuse', { missing: 0 })
  }
  return finding
}

/**
 * The names of all formats that a file claims to be, when they cannot go together. A disc image with
 * a partition table (isohybrid) and a fixed VHD around any raw disk are common and not listed.
 */
function contradictions(matching: FormatReader[], reader: ImageReader): string[] {
  const names = matching.map(({ name }) => name)
  const first = matching[0]
  const isWrapped = first === vhd && isVhdByFooterOnly(reader)
  if (first && withoutTable.includes(first) && !isWrapped && glanceSeesTable(reader)) {
    names.push('mbr')
  }
  return names
}

import type { Bytes } from './bytes'
import { wholeDiskFileSystem } from './file-system'
import { addHazard, type ImageFinding, setVirtualSize } from './finding'
import { notePartitions, readPartitions } from './partitions'
import type { ImageReader } from './source'

const sector = 512
/** Below this no system fits; such a file is most likely not what was meant. */
const smallestDisk = 64 * 1024

/** A file that bears no format's mark: a plain disk, or no disk at all. */
export async function readRaw(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const { head, size } = reader
  setVirtualSize(finding, Math.ceil(size / sector) * sector)
  const partitions = await readPartitions(reader)
  const fileSystem = await wholeDiskFileSystem(reader)
  if (partitions && (partitions.table.entries.length > 0 || !fileSystem)) {
    finding.kind = partitions.table.table
    notePartitions(partitions, finding)
  } else if (fileSystem) {
    finding.kind = 'fileSystem'
    finding.facts.fileSystem = fileSystem
  } else {
    const looksLike = textKind(head)
    if (looksLike) {
      finding.kind = 'text'
      addHazard(finding, 'notADisk', 'refuse', { looksLike })
      return
    }
    addHazard(finding, 'unrecognised', 'warn')
  }
  if (size < smallestDisk) addHazard(finding, 'tooSmall', 'warn', { size })
  if (size % sector !== 0) addHazard(finding, 'oddSize', 'warn', { remainder: size % sector })
}

/** Names the text that a failed download often leaves behind, or null for anything binary. */
function textKind(head: Bytes): 'html' | 'xml' | 'json' | 'text' | null {
  const sample = head.uncleanText(0, Math.min(head.length, 1024))
  // A text has no NUL in its first part and no other control characters than blanks and line ends.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (sample === '' || /[\x00-\x08\x0e-\x1f\x7f]/.test(sample)) return null
  const shown = Math.min(head.length, 1024)
  if (new TextEncoder().encode(sample).length < shown - 3) return null
  // A cut character at the sample's end is no proof of binary content, one before it is.
  if (sample.slice(0, -1).includes('\ufffd')) return null
  if (/^\ufeff?\s*<(!doctype html|html|head|body)/i.test(sample)) return 'html'
  if (/^\ufeff?\s*<[?!\w]/.test(sample)) return 'xml'
  if (/^\ufeff?\s*[[{]/.test(sample)) return 'json'
  return 'text'
}

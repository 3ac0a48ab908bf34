import { wholeDiskFileSystem } from './file-system'
import { addHazard, type ImageFinding, setVirtualSize } from './finding'
import { isLinuxKernel, lookalike } from './not-a-disk'
import { notePartitions, readPartitions } from './partitions'
import type { ImageReader } from './source'

const sector = 512
/** Below this no system fits; such a file is most likely not what was meant. */
const smallestDisk = 64 * 1024

/** A file that bears no format's mark: a plain disk, or no disk at all. */
export async function readRaw(reader: ImageReader, finding: ImageFinding): Promise<void> {
  const { head, size } = reader
  setVirtualSize(finding, Math.ceil(size / sector) * sector)
  if (isLinuxKernel(head)) {
    finding.kind = 'kernel'
    return
  }
  const partitions = await readPartitions(reader)
  const fileSystem = await wholeDiskFileSystem(reader)
  const table = partitions?.table
  if (partitions && table && (table.entries.length > 0 || table.table === 'gpt')) {
    finding.kind = table.table
    notePartitions(partitions, finding)
  } else if (fileSystem) {
    finding.kind = 'fileSystem'
    finding.facts.fileSystem = fileSystem
  } else {
    const looksLike = lookalike(head)
    if (looksLike) {
      finding.kind = 'other'
      addHazard(finding, 'notADisk', 'refuse', { looksLike })
      return
    }
    if (partitions) notePartitions(partitions, finding)
    addHazard(finding, 'unrecognised', 'warn')
  }
  if (size < smallestDisk) addHazard(finding, 'tooSmall', 'warn', { size })
  if (size % sector !== 0) addHazard(finding, 'oddSize', 'warn', { remainder: size % sector })
}

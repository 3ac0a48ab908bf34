import type { ImageReader } from './source'

type Mark = { name: string; at: number; bytes: string | readonly number[] }

const marks: Mark[] = [
  { name: 'ntfs', at: 3, bytes: 'NTFS    ' },
  { name: 'exfat', at: 3, bytes: 'EXFAT   ' },
  { name: 'fat', at: 54, bytes: 'FAT' },
  { name: 'fat', at: 82, bytes: 'FAT32   ' },
  { name: 'xfs', at: 0, bytes: 'XFSB' },
  { name: 'squashfs', at: 0, bytes: 'hsqs' },
  { name: 'erofs', at: 1024, bytes: [0xe2, 0xe1, 0xf5, 0xe0] },
  { name: 'lvm2', at: 512, bytes: 'LABELONE' },
  { name: 'swap', at: 4086, bytes: 'SWAPSPACE2' },
]

/**
 * The file system that fills a whole disk without a partition table, or null. A raw image of this
 * kind boots only with a kernel beside it.
 */
export async function wholeDiskFileSystem(reader: ImageReader): Promise<string | null> {
  const { head } = reader
  const found = marks.find(({ at, bytes }) => head.matches(at, bytes))
  if (found) return found.name
  if (head.matches(1080, [0x53, 0xef])) return extKind(reader)
  const btrfs = await reader.at(64 * 1024 + 64, 8)
  return btrfs.matches(0, '_BHRfS_M') ? 'btrfs' : null
}

/** ext2, ext3 and ext4 share a magic number; a journal and extents tell them apart. */
function extKind({ head }: ImageReader): string {
  if (!head.has(1116, 8)) return 'ext2'
  const hasExtents = (head.u32le(1120) & 0x40) !== 0
  const hasJournal = (head.u32le(1116) & 4) !== 0
  return hasExtents ? 'ext4' : hasJournal ? 'ext3' : 'ext2'
}

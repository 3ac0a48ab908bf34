import type { Bytes } from './bytes'
import { addHazard, type ImageFinding } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageKind } from './kinds'
import type { ImageReader } from './source'
import { readXzContentSize } from './xz'

// Nothing is ever unpacked here: what is told about the content comes from headers and end records.

type Detail = (reader: ImageReader, finding: ImageFinding) => Promise<void>

function compressed(
  kind: ImageKind,
  magics: ReadonlyArray<readonly number[]>,
  detail?: Detail,
): FormatReader {
  return {
    name: kind,
    start: { format: null, kind, container: 'compressed' },
    matches: ({ head }) => magics.some((magic) => head.matches(0, magic)),
    async read(reader, finding) {
      addHazard(finding, 'compressed', 'warn', { method: kind })
      await detail?.(reader, finding)
    },
  }
}

/** RFC 1952: the name of the file inside, when the sender left it in. */
const gzipDetail: Detail = async ({ head }, finding) => {
  const flags = head.u8(3)
  let at = 10
  if (flags & 4) at += 2 + head.u16le(at)
  if (flags & 8 && at < head.length) noteInnerName(head, at, finding)
}

function noteInnerName(bytes: Bytes, at: number, finding: ImageFinding): void {
  const name = bytes.text(at, Math.min(256, bytes.length - at))
  if (name) finding.facts.innerName = name
}

const xzDetail: Detail = async (reader, finding) => {
  const size = await readXzContentSize(reader)
  if (size === 'truncated') addHazard(finding, 'truncated', 'refuse', { missing: 0 })
  else if (size !== null) finding.facts.contentSize = size
}

/** RFC 8878, 3.1.1.1: the content's size is in the first frame's header, if the sender knew it. */
const zstdDetail: Detail = async ({ head }, finding) => {
  const descriptor = head.u8(4)
  const isSingle = (descriptor & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const at = 5 + (isSingle ? 0 : 1) + dictionary
  const flag = descriptor >>> 6
  if (flag === 0 && !isSingle) return
  const size =
    flag === 0
      ? head.u8(at)
      : flag === 1
        ? head.u16le(at) + 256
        : flag === 2
          ? head.u32le(at)
          : head.u64le(at)
  if (Number.isSafeInteger(size)) finding.facts.contentSize = size
}

/** LZ4 frame format 1.6: an optional size behind the two descriptor bytes. */
const lz4Detail: Detail = async ({ head }, finding) => {
  if ((head.u8(4) & 8) === 0) return
  const size = head.u64le(6)
  if (Number.isSafeInteger(size)) finding.facts.contentSize = size
}

/** APPNOTE.TXT 6.3.10: first member's name and size, number of members from the end record. */
const zipDetail: Detail = async (reader, finding) => {
  const { head } = reader
  if (head.matches(0, 'PK\x03\x04')) {
    finding.facts.innerName = head.text(30, Math.min(head.u16le(26), head.length - 30))
    const size = head.u32le(22)
    // Zero while streaming, all ones in ZIP64: told elsewhere, and not needed here.
    if (size > 0 && size < 0xffffffff) finding.facts.contentSize = size
  }
  const end = reader.tail.length > 0 ? reader.tail : head
  for (let at = end.length - 22; at >= 0; at--) {
    if (!end.matches(at, 'PK\x05\x06')) continue
    finding.facts.members = end.u16le(at + 10)
    return
  }
  addHazard(finding, 'truncated', 'refuse', { missing: 0 })
}

/** Bzip2 has a weak magic number, so the first block's is asked for too (or an empty stream's). */
const bzip2: FormatReader = {
  ...compressed('bzip2', []),
  matches: ({ head }) =>
    head.matches(0, 'BZh') &&
    (head.matches(4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) ||
      head.matches(4, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])),
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** Compressed files and archives that hold an image but are none. */
export const compressedFormats: FormatReader[] = [
  compressed('gzip', [[0x1f, 0x8b, 8]], gzipDetail),
  compressed('xz', [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]], xzDetail),
  compressed('zstd', [[0x28, 0xb5, 0x2f, 0xfd]], zstdDetail),
  bzip2,
  compressed('lz4', [[0x04, 0x22, 0x4d, 0x18]], lz4Detail),
  compressed('lzip', [ascii('LZIP')]),
  compressed('zip', [ascii('PK\x03\x04'), ascii('PK\x05\x06')], zipDetail),
  compressed('7z', [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]]),
  compressed('rar', [ascii('Rar!\x1a\x07')]),
]

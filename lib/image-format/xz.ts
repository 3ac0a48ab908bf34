import type { Bytes } from './bytes'
import type { ImageReader } from './source'

// Layout: "The .xz File Format" 1.2.0.

const footerSize = 12
const headerSize = 12
const maxIndex = 48 * 1024

type ContentSize = number | 'truncated' | null

/**
 * Bytes that an xz file unpacks to, from the index at its end. Null when the file holds several
 * streams or a very long index; `truncated` when the end is missing.
 */
export async function readXzContentSize(reader: ImageReader): Promise<ContentSize> {
  let end = reader.size
  // Streams may be followed by zeros, four at a time.
  const tail = await reader.last(1024)
  let at = tail.length
  while (at >= 4 && tail.isZero(at - 4, 4)) at -= 4
  end -= tail.length - at
  if (at < footerSize || !tail.matches(at - 2, 'YZ')) return at === 0 ? null : 'truncated'
  const indexSize = (tail.u32le(at - 8) + 1) * 4
  const indexStart = end - footerSize - indexSize
  if (indexSize > maxIndex || indexStart < headerSize) return null
  const index = await reader.at(indexStart, indexSize)
  const sums = addRecords(index)
  if (!sums || sums.packed + headerSize !== indexStart) return null
  return Number.isSafeInteger(sums.unpacked) ? sums.unpacked : null
}

function addRecords(index: Bytes): { packed: number; unpacked: number } | null {
  if (index.length < 2 || index.u8(0) !== 0) return null
  const cursor = { at: 1 }
  const count = readVarint(index, cursor)
  let packed = 0
  let unpacked = 0
  for (let i = 0; i < count && cursor.at < index.length; i++) {
    packed += Math.ceil(readVarint(index, cursor) / 4) * 4
    unpacked += readVarint(index, cursor)
  }
  return { packed, unpacked }
}

/** Seven bits a byte, lowest first, at most nine bytes. */
function readVarint(bytes: Bytes, cursor: { at: number }): number {
  let value = 0
  for (let i = 0; i < 9; i++) {
    const byte = bytes.u8(cursor.at)
    cursor.at += 1
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) break
  }
  return value
}

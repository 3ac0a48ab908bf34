import { Bytes, UnreadableHeader } from './bytes'

/** Anything with a size in bytes that can be read at random. */
export type ImageSource = {
  size: number
  /** Gives `length` bytes from `offset`; only asked for bytes inside `size`. */
  readAt(offset: number, length: number): Promise<Uint8Array>
}

/** How much of a file detection may look at. Both ends together with all targeted reads. */
export const readingLimits = {
  headBytes: 64 * 1024,
  // A ZIP's end record may be followed by a comment of 65,535 bytes.
  tailBytes: 68 * 1024,
  totalBytes: 1024 * 1024,
  reads: 96,
} as const

type Spent = { bytes: number; reads: number }

/** Reads a file within the limits: both ends are held, anything else is a counted targeted read. */
export class ImageReader {
  readonly size: number
  readonly head: Bytes
  readonly tail: Bytes
  private readonly source: ImageSource
  private readonly spent: Spent

  private constructor(source: ImageSource, head: Bytes, tail: Bytes, spent: Spent) {
    this.source = source
    this.size = source.size
    this.head = head
    this.tail = tail
    this.spent = spent
  }

  /** Opens a file by reading both its ends. Rejects when the source does. */
  static async open(
    source: ImageSource,
    spent: Spent = { bytes: 0, reads: 0 },
  ): Promise<ImageReader> {
    const headLength = Math.min(source.size, readingLimits.headBytes)
    const tailLength = Math.min(source.size - headLength, readingLimits.tailBytes)
    const head = await fetchBytes(source, 0, headLength, spent)
    const tail = await fetchBytes(source, source.size - tailLength, tailLength, spent)
    return new ImageReader(source, head, tail, spent)
  }

  private get tailStart(): number {
    return this.size - this.tail.length
  }

  /**
   * Up to `length` bytes from `offset`, cut at the end of the file; empty beyond it.
   * Throws `UnreadableHeader` when the limits are used up.
   */
  async at(offset: number, length: number): Promise<Bytes> {
    if (!(offset >= 0 && offset < this.size && length > 0)) return new Bytes(new Uint8Array(0))
    const wanted = Math.min(length, this.size - offset)
    if (offset + wanted <= this.head.length) return this.head.part(offset, wanted)
    if (offset >= this.tailStart) return this.tail.part(offset - this.tailStart, wanted)
    return await fetchBytes(this.source, offset, wanted, this.spent)
  }

  /** The last `length` bytes, or fewer when the file has fewer; at most 64 KiB. */
  async last(length: number): Promise<Bytes> {
    const count = Math.min(length, this.size, readingLimits.headBytes)
    return await this.at(this.size - count, count)
  }

  /** A member of an archive as a file of its own; its reads count here. */
  async within(offset: number, length: number): Promise<ImageReader> {
    const size = Math.max(0, Math.min(length, this.size - offset))
    const readAt = (at: number, count: number) => this.source.readAt(offset + at, count)
    return await ImageReader.open({ size, readAt }, this.spent)
  }
}

async function fetchBytes(
  source: ImageSource,
  offset: number,
  length: number,
  spent: Spent,
): Promise<Bytes> {
  if (length <= 0) return new Bytes(new Uint8Array(0))
  spent.bytes += length
  spent.reads += 1
  if (spent.bytes > readingLimits.totalBytes || spent.reads > readingLimits.reads) {
    throw new UnreadableHeader('budget')
  }
  const data = await source.readAt(offset, length)
  return new Bytes(data.subarray(0, length))
}

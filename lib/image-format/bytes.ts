// The one place that touches raw bytes. Every read is checked, so a reader cannot leave its window.

/** A header wanted bytes that are not there, or wanted more reading than is allowed. */
export class UnreadableHeader extends Error {
  readonly reason: 'short' | 'budget'

  constructor(reason: 'short' | 'budget') {
    super(reason)
    this.name = 'UnreadableHeader'
    this.reason = reason
  }
}

const maxText = 255

/**
 * Text from a file, fit to be shown: control, bidi, zero-width and lone surrogate characters become
 * U+FFFD, and no more than 255 UTF-16 units are kept.
 */
export function printable(text: string): string {
  return text
    .slice(0, maxText)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, '\ufffd')
    .trim()
}

/** A checked, read-only view of some bytes of a file. */
export class Bytes {
  readonly length: number
  private readonly data: Uint8Array
  private readonly view: DataView

  constructor(data: Uint8Array) {
    this.data = data
    this.length = data.byteLength
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  }

  private need(at: number, count: number): void {
    if (!(Number.isInteger(at) && at >= 0 && count >= 0 && at + count <= this.length)) {
      throw new UnreadableHeader('short')
    }
  }

  has(at: number, count: number): boolean {
    return at >= 0 && count >= 0 && at + count <= this.length
  }

  u8(at: number): number {
    this.need(at, 1)
    return this.view.getUint8(at)
  }

  u16le(at: number): number {
    this.need(at, 2)
    return this.view.getUint16(at, true)
  }

  u16be(at: number): number {
    this.need(at, 2)
    return this.view.getUint16(at)
  }

  u32le(at: number): number {
    this.need(at, 4)
    return this.view.getUint32(at, true)
  }

  u32be(at: number): number {
    this.need(at, 4)
    return this.view.getUint32(at)
  }

  /** Exact up to 2^53, rounded above: good for bounds checks, and `setVirtualSize` refuses those. */
  u64le(at: number): number {
    return this.u32le(at + 4) * 2 ** 32 + this.u32le(at)
  }

  /** As `u64le`, big-endian. */
  u64be(at: number): number {
    return this.u32be(at) * 2 ** 32 + this.u32be(at + 4)
  }

  /** True when these bytes stand at `at`; false when they do not fit. */
  matches(at: number, expected: string | readonly number[]): boolean {
    if (!this.has(at, expected.length)) return false
    for (let i = 0; i < expected.length; i++) {
      const wanted = typeof expected === 'string' ? expected.charCodeAt(i) : expected[i]
      if (this.data[at + i] !== wanted) return false
    }
    return true
  }

  isZero(at: number, count: number): boolean {
    this.need(at, count)
    for (let i = at; i < at + count; i++) if (this.data[i] !== 0) return false
    return true
  }

  /** The same bytes in a view of their own, cut at the end of this one. */
  part(at: number, count: number): Bytes {
    this.need(at, 0)
    return new Bytes(this.data.subarray(at, Math.min(this.length, at + Math.max(0, count))))
  }

  /** The bytes themselves; callers must not change them. */
  raw(at: number, count: number): Uint8Array {
    this.need(at, count)
    return this.data.subarray(at, at + count)
  }

  /** UTF-8 up to the first NUL, as it stands: for parsing only, never to be shown. */
  uncleanText(at: number, count: number): string {
    this.need(at, count)
    const span = this.data.subarray(at, at + count)
    const end = span.indexOf(0)
    return new TextDecoder().decode(end < 0 ? span : span.subarray(0, end))
  }

  /** UTF-8 up to the first NUL, cleaned by `printable`. */
  text(at: number, count: number): string {
    this.need(at, count)
    return printable(this.uncleanText(at, Math.min(count, maxText * 4)))
  }

  /** UTF-16 up to the first NUL, cleaned by `printable`. `count` is in bytes. */
  utf16(at: number, count: number, order: 'le' | 'be'): string {
    this.need(at, count)
    let text = ''
    for (let i = at; i + 1 < at + Math.min(count, maxText * 2); i += 2) {
      const unit = this.view.getUint16(i, order === 'le')
      if (unit === 0) break
      text += String.fromCharCode(unit)
    }
    return printable(text)
  }

  /** A GUID as Microsoft and UEFI store it (first three fields little-endian), in lower case. */
  guid(at: number): string {
    const bytes = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((i) =>
      this.u8(at + i)
        .toString(16)
        .padStart(2, '0'),
    )
    const part = (from: number, to: number) => bytes.slice(from, to).join('')
    return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`
  }
}

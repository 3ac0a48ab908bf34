// A small notation for writing headers by hand: pieces of bytes, each put at its offset.

export type Piece = readonly [offset: number, bytes: Uint8Array]

function number(size: number, value: number, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(size)
  let rest = value
  for (let i = 0; i < size; i++) {
    bytes[isLittle ? i : size - 1 - i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

export const u8 = (value: number) => number(1, value, true)
export const u16le = (value: number) => number(2, value, true)
export const u16be = (value: number) => number(2, value, false)
export const u32le = (value: number) => number(4, value, true)
export const u32be = (value: number) => number(4, value, false)
export const u64le = (value: number) => number(8, value, true)
export const u64be = (value: number) => number(8, value, false)
export const ones = (count: number) => new Uint8Array(count).fill(0xff)
export const bytes = (...values: number[]) => Uint8Array.from(values)

/** One byte a character, so that `\xfb` is what it says. */
export function text(value: string): Uint8Array {
  return Uint8Array.from(value, (letter) => letter.charCodeAt(0))
}

type Order = 'le' | 'be'

export function utf16(value: string, order: Order): Uint8Array {
  const units = [...value].map((letter) => letter.charCodeAt(0))
  return join(...units.map((unit) => number(2, unit, order === 'le')))
}

export function join(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A GUID as Microsoft and UEFI store it. */
export function guid(value: string): Uint8Array {
  const hex = value.replaceAll('-', '')
  const plain = Array.from({ length: 16 }, (_, i) =>
    Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16),
  )
  return Uint8Array.from(
    [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15],
    (i) => plain[i] ?? 0,
  )
}

/** `size` bytes of zeros with the pieces laid over them, later ones on top. */
export function image(size: number, ...pieces: Piece[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  for (const [offset, piece] of pieces) whole.set(piece, offset)
  return whole
}

/** A copy with some pieces laid over it. */
export function patched(original: Uint8Array, ...pieces: Piece[]): Uint8Array {
  return image(original.length, [0, original], ...pieces)
}

/** A file in memory. */
export function memorySource(data: Uint8Array) {
  return {
    size: data.length,
    readAt: async (offset: number, length: number) => data.subarray(offset, offset + length),
  }
}

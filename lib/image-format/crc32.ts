function table(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1
    return value
  })
}

const tables = { ieee: table(0xedb88320), castagnoli: table(0x82f63b78) }

/**
 * CRC-32 of some bytes: `ieee` as in GPT and gzip, `castagnoli` as in VHDX. The four bytes at
 * `skipAt` count as zero, because both formats store the sum inside what it covers.
 */
export function crc32(
  data: Uint8Array,
  polynomial: keyof typeof tables = 'ieee',
  skipAt = Number.NaN,
): number {
  const steps = tables[polynomial]
  let sum = 0xffffffff
  for (let i = 0; i < data.length; i++) {
    const byte = i >= skipAt && i < skipAt + 4 ? 0 : (data[i] ?? 0)
    sum = (sum >>> 8) ^ (steps[(sum ^ byte) & 0xff] ?? 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

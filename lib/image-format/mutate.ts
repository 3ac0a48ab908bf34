export type Seed = { name: string; data: Uint8Array }

/** A whole number from 0 up to, not including, `limit`. */
export type Random = (limit: number) => number

/** Numbers that look random and are the same for the same start (mulberry32). */
export function randomNumbers(start: number): Random {
  let state = (start * 0x9e3779b1 + 0x6d2b79f5) >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

/** Values at which lengths, counts and offsets tend to go wrong. */
const edges = [
  0, 1, 2, 3, 7, 8, 9, 21, 22, 63, 64, 104, 127, 128, 255, 256, 511, 512, 4095, 4096,
].concat([0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffe00, 0xffffffff])

/** Where headers stand in one format or another. */
const places = [
  0, 32, 64, 96, 340, 446, 510, 512, 1024, 1080, 4096, 32768, 34816, 65536, 131072,
].concat([196608, 262144, 327680])

function anyPlace(length: number, random: Random): number {
  const choice = random(10)
  if (choice < 5) return random(Math.min(length, 1024))
  if (choice < 8) return Math.min((places[random(places.length)] ?? 0) + random(600), length - 1)
  if (choice < 9) return Math.max(0, length - 1 - random(1536))
  return random(length)
}

function putNumber(data: Uint8Array, at: number, random: Random): void {
  const size = [1, 2, 4, 8][random(4)] ?? 4
  const isLittle = random(2) === 0
  let rest = random(6) === 0 ? random(2 ** 32) : (edges[random(edges.length)] ?? 0)
  if (random(8) === 0) rest = Math.max(0, data.length + random(1025) - 512)
  const fill = size === 8 && random(3) === 0 ? 0xff : 0
  for (let i = 0; i < size; i++) {
    const target = at + (isLittle ? i : size - 1 - i)
    if (target < data.length) data[target] = i < 4 ? rest % 256 : fill
    rest = Math.floor(rest / 256)
  }
}

function splice(data: Uint8Array, seeds: Seed[], random: Random): void {
  const other = seeds[random(seeds.length)]?.data
  if (!other) return
  const from = anyPlace(other.length, random)
  const at = random(3) === 0 ? anyPlace(data.length, random) : Math.min(from, data.length - 1)
  const count = Math.min(1 + random(2048), other.length - from, data.length - at)
  data.set(other.subarray(from, from + count), at)
}

/**
 * A copy of the seed in `scratch` with one to eight changes: bits turned, numbers set to awkward
 * values, pieces of other seeds laid over, noise, the end cut off or drawn out.
 */
export function mutate(seed: Seed, seeds: Seed[], random: Random, scratch: Uint8Array): Uint8Array {
  let length = seed.data.length
  scratch.set(seed.data)
  const lengthChoice = random(12)
  if (lengthChoice === 0) length = random(length + 1)
  else if (lengthChoice === 1) length = Math.min(length, random(1200))
  else if (lengthChoice === 2) {
    const more = random(scratch.length - length + 1)
    scratch.fill(0, length, length + more)
    length += more
  }
  const data = scratch.subarray(0, length)
  if (length === 0) return data
  for (let changes = 1 + random(8); changes > 0; changes--) {
    const at = anyPlace(length, random)
    const choice = random(8)
    if (choice < 2) data[at] = (data[at] ?? 0) ^ (1 << random(8))
    else if (choice < 6) putNumber(data, at, random)
    else if (choice < 7) splice(data, seeds, random)
    else for (let i = at; i < Math.min(length, at + 32); i++) data[i] = random(256)
  }
  return data
}

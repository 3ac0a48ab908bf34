import 'server-only'

const slots = 2 ** 17
const mostHashes = Math.floor(slots * 0.75)

/**
 * Remembers which hashes were seen, in a table that never grows: 8 bytes of a hash and a mark for
 * each of up to 98,304 different ones, a little over 1 MiB. The first 64 bits of a SHA-512 stand for
 * all of it; that two different images of a full table agree in them has a chance of 3 in 10^10.
 */
export class HashTable {
  private readonly keys = new BigUint64Array(slots)
  private readonly repeated = new Uint8Array(slots)
  private used = 0
  /** True once a hash found no place: from then on duplicates may be missed. */
  isCut = false

  /** Notes a hash, in hexadecimal. @returns how it stands now: `new`, or seen before. */
  add(hash: string): 'new' | 'second' | 'more' {
    const key = keyOf(hash)
    const slot = this.slotOf(key)
    if (this.keys[slot] === key) {
      const isSecond = this.repeated[slot] === 0
      this.repeated[slot] = 1
      return isSecond ? 'second' : 'more'
    }
    if (this.used >= mostHashes) this.isCut = true
    else {
      this.keys[slot] = key
      this.used += 1
    }
    return 'new'
  }

  /** True when the hash was noted more than once. */
  isRepeated(hash: string): boolean {
    const key = keyOf(hash)
    const slot = this.slotOf(key)
    return this.keys[slot] === key && this.repeated[slot] === 1
  }

  private slotOf(key: bigint): number {
    let slot = Number(key % BigInt(slots))
    while (this.keys[slot] !== 0n && this.keys[slot] !== key) slot = (slot + 1) % slots
    return slot
  }
}

// A zero marks an empty slot, so that no key may be zero.
function keyOf(hash: string): bigint {
  const digits = /^[0-9a-f]+/i.exec(hash)?.[0].slice(0, 16) ?? ''
  return (digits === '' ? 0n : BigInt(`0x${digits}`)) || 1n
}

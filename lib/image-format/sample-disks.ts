import { crc32 } from './crc32'
import {
  guid,
  image,
  join,
  ones,
  type Piece,
  patched,
  text,
  u8,
  u16be,
  u16le,
  u32be,
  u32le,
  u64le,
  utf16,
} from './sample-bytes'
import { mib } from './sample-images'

// Small raw disks, discs and archives with true headers, for the same use as `sample-images.ts`.

/** An MBR boot sector's partition entry, signature included. */
export function mbrPieces(type: number, startSector: number, sectors: number): Piece[] {
  return [
    [446, join(u8(0x80), new Uint8Array(3), u8(type), new Uint8Array(3))],
    [454, join(u32le(startSector), u32le(sectors))],
    [510, u16be(0x55aa)],
  ]
}

export const mbrSample = () => image(mib, ...mbrPieces(0x83, 64, 1024))

export function gptSample(): Uint8Array {
  const entries = image(
    128 * 128,
    [0, guid('c12a7328-f81f-11d2-ba4b-00a0c93ec93b')],
    [32, u64le(64)],
    [40, u64le(1023)],
    [56, utf16('EFI', 'le')],
  )
  const header = image(
    92,
    [0, text('EFI PART')],
    [8, u32le(0x10000)],
    [12, u32le(92)],
    [24, u64le(1)],
    [32, u64le(2047)],
    [72, u64le(2)],
    [80, u32le(128)],
    [84, u32le(128)],
    [88, u32le(crc32(entries))],
  )
  const summed = patched(header, [16, u32le(crc32(header))])
  const protective: Piece = [
    446,
    join(u8(0), u8(0), u8(2), u8(0), u8(0xee), ones(3), u32le(1), u32le(2047)),
  ]
  return image(
    mib,
    protective,
    [510, u16be(0x55aa)],
    [512, summed],
    [1024, entries],
    [mib - 512, summed],
  )
}

export function isoSample(...pieces: Piece[]): Uint8Array {
  const block = 2048
  const descriptor = (sector: number, type: number): Piece => [
    sector * block,
    join(u8(type), text('CD001\x01')),
  ]
  return image(
    32 * block,
    descriptor(16, 1),
    [16 * block + 40, text('SAMPLE'.padEnd(32))],
    [16 * block + 80, u32le(32)],
    [16 * block + 128, u16le(block)],
    descriptor(17, 0),
    [17 * block + 7, text('EL TORITO SPECIFICATION')],
    [17 * block + 71, u32le(20)],
    descriptor(18, 255),
    [20 * block, join(u8(1), u8(0))],
    [20 * block + 32, u8(0x88)],
    [20 * block + 64, join(u8(0x91), u8(0xef))],
    [20 * block + 96, u8(0x88)],
    ...pieces,
  )
}

export function luks1Sample(): Uint8Array {
  return image(
    64 * 1024,
    [0, text('LUKS\xba\xbe')],
    [6, u16be(1)],
    [8, text('aes')],
    [40, text('xts-plain64')],
    [72, text('sha256')],
    [104, u32be(64)],
    [108, u32be(64)],
    [168, text('5f1c8a52-7d6e-4a3b-9f5e-1d2c3b4a5f60')],
    [208, u32be(0x00ac71f3)],
  )
}

export function luks2Sample(json: string): Uint8Array {
  const header: Piece[] = [
    [0, text('LUKS\xba\xbe')],
    [6, u16be(2)],
    [12, u32be(16384)],
    [24, text('label')],
    [4096, text(json)],
  ]
  return image(64 * 1024, ...header)
}

export function ploopSample(): Uint8Array {
  return image(
    4096,
    [0, text('WithouFreSpacExt')],
    [16, u32le(2)],
    [28, u32le(2048)],
    [32, u32le(10)],
    [36, u64le(20480)],
  )
}

/** One member of a tar archive, padded to whole blocks. */
export function tarMember(name: string, content: Uint8Array, claimedSize = content.length) {
  const size = claimedSize.toString(8).padStart(11, '0')
  const header = image(
    512,
    [0, text(name)],
    [100, text('0000644')],
    [124, text(size)],
    [148, text('        ')],
    [156, text('0')],
    [257, text('ustar\x0000')],
  )
  const sum = header.reduce((total, byte) => total + byte, 0)
  const digits = text(`${sum.toString(8).padStart(6, '0')}\0 `)
  const padding = new Uint8Array((512 - (content.length % 512)) % 512)
  return join(patched(header, [148, digits]), content, padding)
}

export function ovaSample(...disks: Uint8Array[]): Uint8Array {
  const members = disks.map((disk, i) => tarMember(`disk-${i}.vmdk`, disk))
  return join(tarMember('box.ovf', text('<Envelope/>')), ...members, new Uint8Array(1024))
}

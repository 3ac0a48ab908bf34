import { createHash } from 'node:crypto'

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

// GUIDs as they lie in the file: the first three groups in little-endian order.
const regions = {
  blocks: '6677c22d23f600429d64115e9bfd4a08',
  metadata: '06a27c8b90479a4bb8fe575f050f886e',
}
const items = {
  fileParameters: '3767a1ca36fa434db3b633f0aa44e76b',
  diskSize: '2442a52f1bcd7648b2115dbed83bf4b8',
  diskId: 'ab12cabee6b2234593efc309e000c746',
  logicalSector: '1dbf41816fa90947ba47f233a8faab5f',
  physicalSector: 'c748a3cd5d4471449cc9e9885251c556',
}
const isRequired = 4
const isOfDisk = 2

const blockBytes = 32 * mebibyte
const [logAt, metadataAt, blocksAt] = [mebibyte, 2 * mebibyte, 3 * mebibyte]

const castagnoli = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f6_3b78 : value >>> 1
  return value
})

/** CRC-32C, which Node's zlib does not have. */
function crc32c(bytes: Uint8Array): number {
  let sum = 0xffff_ffff
  for (const byte of bytes) sum = (castagnoli[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)
  return (sum ^ 0xffff_ffff) >>> 0
}

/** Writes a structure's checksum, which is counted with its own four bytes as zero. */
function sign(structure: Buffer): void {
  structure.writeUInt32LE(0, 4)
  structure.writeUInt32LE(crc32c(structure), 4)
}

function idOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, 16)
}

function writeHeader(file: Buffer, at: number, sequence: number, label: string): void {
  const header = file.subarray(at, at + 4 * kibibyte)
  header.write('head', 0, 'latin1')
  header.writeBigUInt64LE(BigInt(sequence), 8)
  idOf(`file ${label}`).copy(header, 16)
  idOf(`data ${label}`).copy(header, 32)
  header.writeUInt16LE(1, 66)
  header.writeUInt32LE(mebibyte, 68)
  header.writeBigUInt64LE(BigInt(logAt), 72)
  sign(header)
}

function writeRegions(file: Buffer, at: number): void {
  const table = file.subarray(at, at + 64 * kibibyte)
  table.write('regi', 0, 'latin1')
  table.writeUInt32LE(2, 8)
  for (const [index, guid, offset] of [
    [0, regions.blocks, blocksAt],
    [1, regions.metadata, metadataAt],
  ] as const) {
    const entry = table.subarray(16 + index * 32, 48 + index * 32)
    entry.write(guid, 0, 'hex')
    entry.writeBigUInt64LE(BigInt(offset), 16)
    entry.writeUInt32LE(mebibyte, 24)
    entry.writeUInt32LE(1, 28)
  }
  sign(table)
}

function writeMetadata(file: Buffer, virtualSize: number, label: string): void {
  const region = file.subarray(metadataAt, metadataAt + mebibyte)
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(virtualSize))
  const values: [guid: string, flags: number, value: Buffer][] = [
    [items.fileParameters, isRequired, Buffer.from(Uint32Array.of(blockBytes, 0).buffer)],
    [items.diskSize, isRequired | isOfDisk, size],
    [items.diskId, isRequired | isOfDisk, idOf(`disk ${label}`)],
    [items.logicalSector, isRequired | isOfDisk, Buffer.from(Uint32Array.of(512).buffer)],
    [items.physicalSector, isRequired | isOfDisk, Buffer.from(Uint32Array.of(4096).buffer)],
  ]
  region.write('metadata', 0, 'latin1')
  region.writeUInt16LE(values.length, 10)
  let valueAt = 64 * kibibyte
  for (const [index, [guid, flags, value]] of values.entries()) {
    const entry = region.subarray(32 + index * 32, 64 + index * 32)
    entry.write(guid, 0, 'hex')
    entry.writeUInt32LE(valueAt, 16)
    entry.writeUInt32LE(value.length, 20)
    entry.writeUInt32LE(flags, 24)
    value.copy(region, valueAt)
    valueAt += value.length
  }
}

/**
 * A dynamic VHDX without a single block written, up to 4 TiB. Its parts lie at whole mebibytes, so
 * it is 4 MiB long. Layout: [MS-VHDX] 2.
 */
export function vhdx(virtualSize: number, label: string): Buffer {
  const file = Buffer.alloc(4 * mebibyte)
  file.write('vhdxfile', 0, 'latin1')
  file.write(label.slice(0, 200), 8, 'utf16le')
  writeHeader(file, 64 * kibibyte, 1, label)
  writeHeader(file, 128 * kibibyte, 2, label)
  writeRegions(file, 192 * kibibyte)
  writeRegions(file, 256 * kibibyte)
  writeMetadata(file, virtualSize, label)
  return file
}

import { vhdx } from './vhdx'

/** Small files with true headers: every tool that looks at the first bytes finds what it expects. */

const mebibyte = 1024 * 1024
const sector = 512

/** An empty QCOW2 (version 3) with clusters of 64 KiB; `label` stands in an extension of its own. */
export function qcow2(virtualSize: number, label: string): Buffer {
  const cluster = 64 * 1024
  const file = Buffer.alloc(4 * cluster)
  file.write('QFI\xfb', 0, 'latin1')
  file.writeUInt32BE(3, 4)
  file.writeUInt32BE(16, 20)
  file.writeBigUInt64BE(BigInt(virtualSize), 24)
  file.writeUInt32BE(Math.ceil(virtualSize / (512 * mebibyte)), 36)
  file.writeBigUInt64BE(BigInt(3 * cluster), 40)
  file.writeBigUInt64BE(BigInt(cluster), 48)
  file.writeUInt32BE(1, 56)
  file.writeUInt32BE(4, 96)
  file.writeUInt32BE(104, 100)
  const text = Buffer.from(label)
  file.writeUInt32BE(0x5669_7472, 104)
  file.writeUInt32BE(text.length, 108)
  text.copy(file, 112)
  // The refcount table names one block, in which the four clusters count one each.
  file.writeBigUInt64BE(BigInt(2 * cluster), cluster)
  for (let at = 0; at < 4; at += 1) file.writeUInt16BE(1, 2 * cluster + at * 2)
  return file
}

/** An empty sparse VMDK in one file, its descriptor right behind the header. */
export function vmdk(virtualSize: number, label: string): Buffer {
  const file = Buffer.alloc(128 * sector)
  const sectors = Math.floor(virtualSize / sector)
  file.write('KDMV', 0, 'latin1')
  file.writeUInt32LE(1, 4)
  file.writeUInt32LE(3, 8)
  file.writeBigUInt64LE(BigInt(sectors), 12)
  file.writeBigUInt64LE(128n, 20)
  file.writeBigUInt64LE(1n, 28)
  file.writeBigUInt64LE(20n, 36)
  file.writeUInt32LE(512, 44)
  file.writeBigUInt64LE(21n, 48)
  file.writeBigUInt64LE(26n, 56)
  file.writeBigUInt64LE(128n, 64)
  file.write('\n \r\n', 73, 'latin1')
  const lines = [
    '# Disk DescriptorFile',
    'version=1',
    'CID=5669747',
    'parentCID=ffffffff',
    'createType="monolithicSparse"',
    `RW ${sectors} SPARSE "${label.replace(/[^a-z0-9.-]+/gi, '-')}.vmdk"`,
    'ddb.virtualHWVersion = "13"',
    'ddb.adapterType = "lsilogic"',
  ]
  file.write(`${lines.join('\n')}\n`, sector, 'latin1')
  return file
}

/** A dynamic VDI without a single block written. */
export function vdi(virtualSize: number, label: string): Buffer {
  const blocks = Math.ceil(virtualSize / mebibyte)
  const dataAt = Math.ceil((sector + blocks * 4) / sector) * sector
  const file = Buffer.alloc(dataAt)
  file.write('<<< Oracle VM VirtualBox Disk Image >>>\n', 0, 'latin1')
  file.writeUInt32LE(0xbeda107f, 0x40)
  file.writeUInt32LE(0x0001_0001, 0x44)
  file.writeUInt32LE(0x190, 0x48)
  file.writeUInt32LE(1, 0x4c)
  file.write(label.slice(0, 200), 0x54, 'latin1')
  file.writeUInt32LE(sector, 0x154)
  file.writeUInt32LE(dataAt, 0x158)
  file.writeUInt32LE(sector, 0x168)
  file.writeBigUInt64LE(BigInt(virtualSize), 0x170)
  file.writeUInt32LE(mebibyte, 0x178)
  file.writeUInt32LE(blocks, 0x180)
  file.fill(0xff, sector, sector + blocks * 4)
  return file
}

/** The checksum of VHD structures: the complement of the sum of all bytes. */
function vhdSum(bytes: Buffer): number {
  return ~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0
}

/** A dynamic VHD without a single block written: footer, header, block table, footer again. */
export function vhd(virtualSize: number, label: string): Buffer {
  const blocks = Math.ceil(virtualSize / (2 * mebibyte))
  const footer = Buffer.alloc(sector)
  footer.write('conectix', 0, 'latin1')
  footer.writeUInt32BE(2, 8)
  footer.writeUInt32BE(0x0001_0000, 12)
  footer.writeBigUInt64BE(512n, 16)
  footer.write('vitr', 28, 'latin1')
  footer.writeUInt32BE(0x0001_0000, 32)
  footer.write('Wi2k', 36, 'latin1')
  footer.writeBigUInt64BE(BigInt(virtualSize), 40)
  footer.writeBigUInt64BE(BigInt(virtualSize), 48)
  // The largest geometry there is: readers then go by the size, not by cylinders.
  footer.write('ffff10ff', 56, 'hex')
  footer.writeUInt32BE(3, 60)
  footer.write(label.slice(0, 16), 68, 'latin1')
  footer.writeUInt32BE(vhdSum(footer), 64)
  const header = Buffer.alloc(1024)
  header.write('cxsparse', 0, 'latin1')
  header.fill(0xff, 8, 16)
  header.writeBigUInt64BE(1536n, 16)
  header.writeUInt32BE(0x0001_0000, 24)
  header.writeUInt32BE(blocks, 28)
  header.writeUInt32BE(2 * mebibyte, 32)
  header.writeUInt32BE(vhdSum(header), 36)
  const table = Buffer.alloc(Math.ceil((blocks * 4) / sector) * sector, 0xff)
  return Buffer.concat([footer, header, table, footer])
}

/** An ISO 9660 volume with nothing on it. */
export function iso(_virtualSize: number, label: string): Buffer {
  const block = 2048
  const file = Buffer.alloc(20 * block)
  const primary = file.subarray(16 * block, 17 * block)
  primary.writeUInt8(1, 0)
  primary.write('CD001\x01', 1, 'latin1')
  primary.fill(' ', 8, 72)
  primary.write('LINUX', 8, 'latin1')
  primary.write(
    label
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .slice(0, 32),
    40,
    'latin1',
  )
  primary.writeUInt32LE(20, 80)
  primary.writeUInt32BE(20, 84)
  primary.writeUInt16LE(block, 128)
  primary.writeUInt16BE(block, 130)
  file.writeUInt8(255, 17 * block)
  file.write('CD001\x01', 17 * block + 1, 'latin1')
  return file
}

/** The first blocks of a raw disk: a boot sector with one bootable Linux partition. */
export function raw(virtualSize: number, label: string): Buffer {
  const file = Buffer.alloc(64 * 1024)
  file.write(label.slice(0, 200), 16, 'latin1')
  file.writeUInt8(0x80, 446)
  file.writeUInt8(0x83, 450)
  file.writeUInt32LE(2048, 454)
  file.writeUInt32LE(Math.min(0xffff_ffff, Math.max(1, virtualSize / sector - 2048)), 458)
  file.writeUInt16LE(0xaa55, 510)
  return file
}

/** What makes a small file of each disk format; others get the bytes of a raw disk. */
export const diskHeaders: Record<string, (virtualSize: number, label: string) => Buffer> = {
  qcow2,
  vmdk,
  vdi,
  vhd,
  vhdx,
  iso,
  raw,
}

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
  u16le,
  u32be,
  u32le,
  u64be,
  u64le,
  utf16,
} from './sample-bytes'

// The smallest files with a true header, one for each disk format and kind. Tests and the fuzzer
// start from them; nothing that is served imports them.

export const mib = 1024 * 1024
const kib = 1024

/** A qcow2 of `version` with a virtual size of 10 MiB and no cluster written. */
export function qcow2Sample(version: 2 | 3, ...pieces: Piece[]): Uint8Array {
  const v3: Piece[] =
    version === 3
      ? [
          [96, u32be(4)],
          [100, u32be(104)],
        ]
      : []
  return image(
    4 * 64 * kib,
    [0, text('QFI\xfb')],
    [4, u32be(version)],
    [20, u32be(16)],
    [24, u64be(10 * mib)],
    [36, u32be(1)],
    [40, u64be(3 * 64 * kib)],
    [48, u64be(64 * kib)],
    [56, u32be(1)],
    ...v3,
    ...pieces,
  )
}

export function vmdkDescriptor(createType: string, extent: string, more = ''): string {
  return `# Disk DescriptorFile\nversion=1\nCID=8ef2a1b0\nparentCID=ffffffff\ncreateType="${createType}"\n${more}\n# Extent description\n${extent}\n\nddb.virtualHWVersion = "4"\nddb.adapterType = "ide"\n`
}

/** A hosted sparse VMDK of 10 MiB with this descriptor in it. */
export function vmdkSample(descriptor: string, ...pieces: Piece[]): Uint8Array {
  return image(
    64 * kib,
    [0, text('KDMV')],
    [4, u32le(1)],
    [12, u64le(20480)],
    [20, u64le(128)],
    [28, u64le(1)],
    [36, u64le(20)],
    [44, u32le(512)],
    [56, u64le(26)],
    [512, text(descriptor)],
    ...pieces,
  )
}

export const monolithicSparse = () =>
  vmdkSample(vmdkDescriptor('monolithicSparse', 'RW 20480 SPARSE "disk.vmdk"'))

/** A stream-optimised VMDK: footer and end-of-stream marker at its end. */
export function streamOptimized(): Uint8Array {
  const descriptor = vmdkDescriptor('streamOptimized', 'RW 20480 SPARSE "disk.vmdk"')
  const start = vmdkSample(descriptor, [4, u32le(3)], [56, ones(8)])
  const footer = patched(start.subarray(0, 512), [56, u64le(60)])
  const end = start.length - 1536
  return patched(start, [end, new Uint8Array(1536)], [end + 12, u32le(3)], [end + 512, footer])
}

function vhdSum(block: Uint8Array, at: number): Uint8Array {
  const sum = block.reduce((total, byte) => total + byte, 0)
  return patched(block, [at, u32be(~sum >>> 0)])
}

function vhdFooter(type: number, dataOffset: Uint8Array): Uint8Array {
  const block = image(
    512,
    [0, text('conectix')],
    [12, u32be(0x10000)],
    [16, dataOffset],
    [28, text('qem2')],
    [40, u64be(10 * mib)],
    [48, u64be(10 * mib)],
    [60, u32be(type)],
  )
  return vhdSum(block, 64)
}

export function vhdFixedSample(content = new Uint8Array(10 * mib)): Uint8Array {
  return join(content, vhdFooter(2, ones(8)))
}

export function vhdDynamicSample(parent = ''): Uint8Array {
  const footer = vhdFooter(parent ? 4 : 3, u64be(512))
  const header = image(
    1024,
    [0, text('cxsparse')],
    [16, u64be(1536)],
    [28, u32be(5)],
    [32, u32be(2 * mib)],
    [64, utf16(parent, 'be')],
  )
  return join(footer, vhdSum(header, 36), ones(512), footer)
}

function vhdxHeader(sequence: number, log: boolean): Uint8Array {
  const block = image(
    4096,
    [0, text('head')],
    [8, u64le(sequence)],
    [48, log ? ones(16) : u8(0)],
    [66, u16le(1)],
  )
  return patched(block, [4, u32le(crc32(block, 'castagnoli'))])
}

/** A VHDX of 10 MiB; regions stand closer than Hyper-V would put them. */
export function vhdxSample({ hasLog = false, parent = '' } = {}): Uint8Array {
  const metadata = 320 * kib
  const item = (i: number, id: string, offset: number, length: number): Piece => [
    metadata + 32 + i * 32,
    join(guid(id), u32le(offset), u32le(length), u32le(4)),
  ]
  const locator = join(new Uint8Array(18), u16le(1), u32le(32), u32le(64), u16le(26), u16le(64))
  return image(
    512 * kib,
    [0, text('vhdxfile')],
    [8, utf16('Sample', 'le')],
    [64 * kib, vhdxHeader(1, false)],
    [128 * kib, vhdxHeader(2, hasLog)],
    [192 * kib, join(text('regi'), u32le(0), u32le(2))],
    [
      192 * kib + 16,
      join(guid('2dc27766-f623-4200-9d64-115e9bfd4a08'), u64le(400 * kib), u32le(4096), u32le(1)),
    ],
    [
      192 * kib + 48,
      join(
        guid('8b7ca206-4790-4b9a-b8fe-575f050f886e'),
        u64le(metadata),
        u32le(64 * kib),
        u32le(1),
      ),
    ],
    [metadata, join(text('metadata'), u16le(0), u16le(parent ? 4 : 3))],
    item(0, 'caa16737-fa36-4d43-b3b6-33f0aa44e76b', 4096, 8),
    item(1, '2fa54224-cd1b-4876-b211-5dbed83bf4b8', 4104, 8),
    item(2, '8141bf1d-a96f-4709-ba47-f233a8faab5f', 4112, 4),
    item(3, 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c', 4200, 200),
    [metadata + 4096, join(u32le(mib), u32le(parent ? 2 : 0), u64le(10 * mib), u32le(512))],
    [metadata + 4200, locator],
    [metadata + 4232, utf16('relative_path', 'le')],
    [metadata + 4264, utf16(parent, 'le')],
  )
}

export function vdiSample(...pieces: Piece[]): Uint8Array {
  return image(
    4096,
    [0, text('<<< Oracle VM VirtualBox Disk Image >>>\n')],
    [0x40, u32le(0xbeda107f)],
    [0x44, u32le(0x10001)],
    [0x4c, u32le(1)],
    [0x154, u32le(512)],
    [0x158, u32le(1024)],
    [0x170, u64le(10 * mib)],
    [0x178, u32le(mib)],
    [0x180, u32le(10)],
    ...pieces,
  )
}

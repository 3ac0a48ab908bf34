import { describe, expect, it } from 'vitest'
import { detectImage } from './detect'
import type { ImageFinding } from './finding'
import { fuzzSeeds } from './fuzz-seeds'
import {
  bytes,
  image,
  join,
  memorySource,
  ones,
  type Piece,
  patched,
  text,
  u16le,
  u32be,
  u32le,
  u64be,
  u64le,
} from './sample-bytes'
import {
  gptSample,
  isoSample,
  luks1Sample,
  mbrPieces,
  mbrSample,
  ovaSample,
  tarMember,
} from './sample-disks'
import {
  mib,
  monolithicSparse,
  qcow2Sample,
  streamOptimized,
  vdiSample,
  vhdDynamicSample,
  vhdFixedSample,
  vhdxSample,
  vmdkDescriptor,
  vmdkSample,
} from './sample-images'
import { readingLimits } from './source'

const detect = (data: Uint8Array) => detectImage(memorySource(data))
const told = ({ hazards }: ImageFinding) =>
  hazards.map(({ code, severity }) => (severity === 'refuse' ? `${code}!` : code)).join(' ')

type Case = [what: string, data: Uint8Array, hazards: string]

async function expectHazards([what, data, hazards]: Case): Promise<void> {
  expect(told(await detect(data)), what).toBe(hazards)
}

const name = (extension: number, value: string): Piece => [
  104,
  join(u32be(extension), u32be(value.length), text(value)),
]
const sparse = (extent: string, more = '', ...pieces: Piece[]) =>
  vmdkSample(vmdkDescriptor('monolithicSparse', extent, more), ...pieces)
const ok = 'RW 20480 SPARSE "disk.vmdk"'

describe('qcow2', () => {
  const v3 = (...pieces: Piece[]) => qcow2Sample(3, ...pieces)
  const cases: Case[] = [
    ['harmless', v3(), ''],
    [
      'a backing file',
      v3([8, u64be(1024)], [16, u32be(11)], [1024, text('/etc/passwd')]),
      'backingFile!',
    ],
    ['a backing file beyond the end', v3([8, u64be(2 ** 40)], [16, u32be(11)]), 'backingFile!'],
    ['the data file bit', v3([76, u32be(4)]), 'externalData!'],
    ['a data file name without the bit', v3(name(0x44415441, '/etc/shadow')), 'externalData!'],
    ['an unknown low bit', v3([76, u32be(32)]), 'unknownFeatures!'],
    ['an unknown high bit', v3([72, u32be(0x80000000)]), 'unknownFeatures!'],
    ['extended L2 entries', v3([76, u32be(16)]), 'extendedL2'],
    ['the dirty bit', v3([76, u32be(1)]), 'unclean'],
    ['the corrupt bit', v3([76, u32be(2)]), 'corrupt!'],
    ['unknown compatible and autoclear bits', v3([80, ones(16)]), ''],
    [
      'features in version 2 mean nothing',
      qcow2Sample(2, [72, ones(24)], [96, u32be(0)]),
      'corrupt!',
    ],
    ['version 4', v3([4, u32be(4)]), 'unsupportedVersion!'],
    ['version 1', v3([4, u32be(1)]), 'unsupportedVersion!'],
    ['clusters of 4 GiB', v3([20, u32be(32)]), 'corrupt!'],
    ['AES', v3([32, u32be(1)]), 'encrypted'],
    ['an unknown cipher', v3([32, u32be(3)]), 'corrupt!'],
    ['snapshots', v3([60, u32be(2)]), 'snapshots'],
    ['a size beyond counting', v3([24, ones(8)]), 'sizeOutOfRange!'],
    ['an L1 table too short for the size', v3([24, u64be(2 ** 40)]), 'corrupt!'],
    ['an L1 table beyond the end', v3([40, u64be(2 ** 62)]), 'truncated!'],
    ['an endless extension', v3([104, join(u32be(0x6803f857), ones(4))]), 'corrupt!'],
    ['no more than the magic', text('QFI\xfb'), 'truncated!'],
    [
      'an external and a backing file',
      v3([8, u64be(512)], [16, u32be(1)], [76, u32be(4)]),
      'externalData! backingFile!',
    ],
  ]
  it.each(cases)('%s', (...item) => expectHazards(item))

  it('tells what is hostile in words that are safe to show', async () => {
    const file = 'json:{"driver":"nbd"}\u202e\u0007\0more'
    const encoded = new TextEncoder().encode(file)
    const data = v3([8, u64be(1024)], [16, u32be(encoded.length)], [1024, encoded])
    const { hazards } = await detect(data)
    expect(hazards[0]?.params).toEqual({ name: 'json:{"driver":"nbd"}\ufffd\ufffd' })
  })

  it('names the unknown bits', async () => {
    const { hazards } = await detect(v3([76, u32be(0x60)], [72, u32be(1)]))
    expect(hazards[0]?.params).toEqual({ bits: '5, 6, 32' })
  })
})

describe('vmdk', () => {
  const cases: Case[] = [
    ['one file', monolithicSparse(), ''],
    ['a stream', streamOptimized(), ''],
    ['a path', sparse('RW 20480 SPARSE "/etc/passwd"'), 'outsideExtent!'],
    ['a Windows path', sparse('RW 20480 SPARSE "..\\other.vmdk"'), 'outsideExtent!'],
    ['a flat extent', sparse('RW 20480 FLAT "passwd" 0'), 'outsideExtent!'],
    ['two extents', sparse(`${ok}\n${ok}`), 'outsideExtent!'],
    ['no extent', sparse(''), 'corrupt!'],
    ['another kind', vmdkSample(vmdkDescriptor('monolithicFlat', ok)), 'outsideExtent!'],
    [
      'a descriptor in other letters',
      vmdkSample(vmdkDescriptor('MONOLITHICflat', ok).toUpperCase()),
      'outsideExtent!',
    ],
    [
      'no size, which makes QEMU follow the descriptor',
      sparse(ok, '', [12, u64le(0)]),
      'outsideExtent!',
    ],
    ['a parent by name', sparse(ok, 'parentFileNameHint="base.vmdk"'), 'differencing!'],
    ['a parent by id', sparse(ok, 'parentCID=12345678'), 'differencing!'],
    ['encryption', sparse(ok, 'encryption.keySafe = "vmware:key"'), 'encrypted'],
    ['a line of no kind', sparse(ok, 'include other file'), 'corrupt'],
    ['binary in the descriptor', sparse(ok, '\x01'), 'corrupt! outsideExtent!'],
    [
      'a descriptor elsewhere',
      sparse(ok, '', [28, u64le(2)], [1024, text(vmdkDescriptor('monolithicSparse', ok))]),
      'corrupt!',
    ],
    [
      'a descriptor beyond the end',
      sparse(ok, '', [28, u64le(2 ** 50)]),
      'truncated! corrupt! partOfSet!',
    ],
    ['no descriptor', sparse(ok, '', [28, u64le(0)]), 'partOfSet!'],
    ['a stream cut short', streamOptimized().subarray(0, 65024), 'truncated!'],
    [
      'a footer that says other than the header',
      patched(streamOptimized(), [65536 - 1024 + 28, u64le(3)]),
      'corrupt!',
    ],
    ['version 9', sparse(ok, '', [4, u32le(9)]), 'unsupportedVersion!'],
    ['grains of no size', sparse(ok, '', [20, u64le(0)]), 'corrupt!'],
    ['text', text(vmdkDescriptor('monolithicFlat', 'RW 4 FLAT "/dev/sda" 0')), 'outsideExtent!'],
    [
      'text that hides behind comments',
      text(`#\n\n#\nversion=1\n${ok}`),
      'outsideExtent! corrupt!',
    ],
    ['ESX', image(4096, [0, text('COWD')], [8, u32le(1)]), 'unsupportedKind!'],
    [
      'an ESX delta',
      image(4096, [0, text('COWD')], [32, text('base.vmdk')]),
      'differencing! unsupportedKind!',
    ],
    ['seSparse', image(4096, [0, u64le(0xcafebabe)]), 'partOfSet!'],
  ]
  it.each(cases)('%s', (...item) => expectHazards(item))
})

describe('vhd, vhdx, vdi, ploop', () => {
  const dynamic = vhdDynamicSample()
  const x = vhdxSample()
  const kib = 1024
  const cases: Case[] = [
    ['dynamic vhd', dynamic, ''],
    ['vhd without its footer', dynamic.subarray(0, dynamic.length - 512), 'truncated!'],
    ['vhd with a parent', vhdDynamicSample('base.vhd'), 'differencing!'],
    ['dynamic vhd with a wrong sum', patched(dynamic, [dynamic.length - 400, bytes(1)]), 'corrupt'],
    ['vhd without the second header', patched(dynamic, [512, bytes(0)]), 'corrupt!'],
    ['fixed vhd', vhdFixedSample(), 'glanceSeesRaw'],
    ['fixed vhd too short', vhdFixedSample(new Uint8Array(mib)), 'glanceSeesRaw truncated!'],
    ['vhdx', x, ''],
    ['vhdx with a log', vhdxSample({ hasLog: true }), 'unclean'],
    ['vhdx with a parent', vhdxSample({ parent: '..\\base.vhdx' }), 'differencing!'],
    ['vhdx with one bad header', patched(x, [64 * kib + 100, bytes(1)]), ''],
    [
      'vhdx with two',
      patched(x, [64 * kib + 100, bytes(1)], [128 * kib + 100, bytes(1)]),
      'corrupt!',
    ],
    [
      'vhdx with an unknown region',
      patched(x, [192 * kib + 16, bytes(1)]),
      'unknownFeatures! corrupt!',
    ],
    ['vhdx with an unknown item', patched(x, [320 * kib + 32, bytes(1)]), 'unknownFeatures!'],
    [
      'vhdx of a size beyond counting',
      patched(x, [324 * kib + 8, ones(8)]),
      'sizeOutOfRange! corrupt!',
    ],
    ['vhdx cut', x.subarray(0, 300 * kib), 'truncated! corrupt!'],
    ['vdi', vdiSample(), ''],
    ['vdi of an undo', vdiSample([0x4c, u32le(3)]), 'differencing!'],
    ['vdi with a parent', vdiSample([0x1b8, ones(16)]), 'differencing!'],
    ['vdi of an older version', vdiSample([0x44, u32le(2)]), 'unsupportedVersion!'],
    ['vdi cut', vdiSample([0x184, u32le(5)]), 'truncated!'],
    ['vdi whose map is too short', vdiSample([0x180, u32le(2)]), 'corrupt!'],
    ['ploop in use', fuzzSeed('ploop', [44, text('Ynot')]), 'unclean'],
  ]
  it.each(cases)('%s', (...item) => expectHazards(item))
})

function fuzzSeed(seed: string, ...pieces: Piece[]): Uint8Array {
  const found = fuzzSeeds().find((item) => item.name === seed)
  return patched(found?.data ?? new Uint8Array(512), ...pieces)
}

describe('raw disks', () => {
  const gpt = gptSample()
  const cases: Case[] = [
    ['MBR', mbrSample(), ''],
    ['GPT', gpt, ''],
    ['GPT with a spoilt header', patched(gpt, [520, bytes(9)]), 'partitionTable'],
    ['GPT with a spoilt entry', patched(gpt, [1024 + 56, bytes(9)]), 'partitionTable'],
    ['GPT with a million entries', patched(gpt, [592, u32le(1e6)]), 'partitionTable'],
    ['a partition beyond the end', image(mib, ...mbrPieces(0x83, 64, 9000)), 'truncated!'],
    ['a hybrid MBR', patched(gpt, [462 + 4, bytes(0x83)]), 'partitionTableRefused'],
    [
      'an odd boot flag',
      patched(mbrSample(), [446, bytes(1)]),
      'partitionTableRefused unrecognised',
    ],
    [
      'a boot sector without partitions',
      image(mib, [510, bytes(0x55, 0xaa)]),
      'partitionTableRefused unrecognised',
    ],
    [
      'a FAT boot sector',
      image(mib, [16, bytes(2)], [21, bytes(0xf8)], [54, text('FAT16')], [510, bytes(0x55, 0xaa)]),
      '',
    ],
    ['noise', image(mib, [0, bytes(1, 2, 3)]), 'unrecognised'],
    ['an odd length', mbrSample().subarray(0, mib - 100), 'oddSize'],
    ['very little', image(512, [0, bytes(1)]), 'unrecognised tooSmall'],
    ['nothing', new Uint8Array(0), 'empty!'],
    ['a program', image(4096, [0, text('\x7fELF')]), 'notADisk!'],
    [
      'a Windows program',
      image(4096, [0, text('MZ')], [60, u32le(128)], [128, text('PE')]),
      'notADisk!',
    ],
    ['a kernel', image(4096, [0x202, text('HdrS')], [510, bytes(0x55, 0xaa)]), ''],
    ['a page', text('<!DOCTYPE html><html>404</html>'), 'notADisk!'],
    ['a sentence', new TextEncoder().encode('找不到文件 (404)\r\n'), 'notADisk!'],
    ['LUKS', luks1Sample(), 'encrypted'],
    ['LUKS of version 3', patched(luks1Sample(), [7, bytes(3)]), 'encrypted unsupportedVersion!'],
    ['LUKS without its data', luks1Sample().subarray(0, 16384), 'encrypted truncated!'],
  ]
  it.each(cases)('%s', (...item) => expectHazards(item))
})

describe('several formats at once', () => {
  const qcow2 = qcow2Sample(3).subarray(0, 104)
  const iso = isoSample()
  const withFooter = (data: Uint8Array) => join(data, vhdFixedSample(new Uint8Array(0)))
  it.each([
    ['qcow2, iso', patched(iso, [0, qcow2])],
    ['vmdk, iso', patched(iso, [0, monolithicSparse().subarray(0, 2048)])],
    ['vmdk, iso', patched(iso, [0, text(vmdkDescriptor('monolithicFlat', 'RW 4 FLAT "/x" 0'))])],
    ['vhd, iso', withFooter(iso)],
    ['qcow2, vhd', withFooter(qcow2Sample(3))],
    ['qcow2, mbr', qcow2Sample(3, ...mbrPieces(0x83, 1, 1))],
    ['vdi, mbr', vdiSample(...mbrPieces(0x83, 1, 1))],
    ['vmdk, vdi', patched(monolithicSparse(), [0x40, vdiSample().subarray(0x40, 0x190)])],
    ['gzip, iso', patched(iso, [0, bytes(0x1f, 0x8b, 8)])],
    ['tar, iso', patched(iso, [0, tarMember('a.ovf', new Uint8Array(8))])],
  ])('%s is refused', async (formats, data) => {
    const { hazards } = await detect(data)
    expect(hazards).toContainEqual({ code: 'polyglot', severity: 'refuse', params: { formats } })
  })

  it.each([
    ['a disc with an MBR', isoSample(...mbrPieces(0x17, 0, 128))],
    ['a disc with a GPT', patched(iso, [0, gptSample().subarray(0, 1024)])],
    ['a fixed VHD with an MBR', withFooter(mbrSample())],
    ['a fixed VHD with a GPT', withFooter(gptSample())],
  ])('%s is common', async (_, data) => {
    expect(told(await detect(data))).not.toContain('polyglot')
  })
})

describe('archives', () => {
  it('an OVA: size of all disks, hazards of each', async () => {
    const parent = sparse(ok, 'parentCID=12345678')
    const finding = await detect(ovaSample(streamOptimized(), parent))
    expect(finding).toMatchObject({ format: 'vmdk', container: 'ova', virtualSize: 20 * mib })
    expect(told(finding)).toBe('severalDisks differencing!')
  })

  it('a member that claims more than there is', async () => {
    const data = join(
      tarMember('a.ovf', text('x')),
      tarMember('a.vmdk', new Uint8Array(512), 8 ** 11 - 1),
    )
    expect(told(await detect(data))).toBe('truncated!')
  })

  it('a tar whose second header is broken', async () => {
    const data = join(tarMember('a', new Uint8Array(512)), image(512, [0, text('b')]))
    expect(told(await detect(data))).toBe('corrupt! archive')
  })
})

describe('whatever a file holds', () => {
  it('every format survives being cut at every length of its head', async () => {
    for (const { data } of fuzzSeeds()) {
      for (let length = 0; length < 1100; length += 7) {
        const finding = await detect(data.subarray(0, length))
        expect(JSON.parse(JSON.stringify(finding))).toEqual(finding)
      }
    }
  })

  it('little is read, also of a file of 2 TiB, and never outside of it', async () => {
    const size = 2 ** 41
    for (const { name: seed, data } of fuzzSeeds()) {
      let total = 0
      await detectImage({
        size,
        async readAt(offset, length) {
          expect(offset + length, seed).toBeLessThanOrEqual(size)
          total += length
          const part = new Uint8Array(length)
          if (offset < data.length) part.set(data.subarray(offset, offset + length))
          return part
        },
      })
      expect(total).toBeLessThanOrEqual(readingLimits.totalBytes / 2)
    }
  })

  it('a source that fails is not taken for a broken image', async () => {
    const readAt = () => Promise.reject(new Error('unplugged'))
    await expect(detectImage({ size: 4096, readAt })).rejects.toThrow('unplugged')
  })

  it('a source that gives less than asked is a cut file', async () => {
    const data = qcow2Sample(3)
    const source = { size: data.length, readAt: async () => data.subarray(0, 40) }
    expect(told(await detectImage(source))).toBe('truncated!')
  })

  it('a UTF-16 name is never cut in the middle of a character', async () => {
    const data = patched(
      vhdxSample(),
      [8, new Uint8Array(512)],
      [8, u16le(0xd83d)],
      [10, u16le(0x41)],
    )
    expect((await detect(data)).facts.creator).toBe('\ufffdA')
  })
})

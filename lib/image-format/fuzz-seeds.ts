import type { Seed } from './mutate'
import { bytes, image, join, patched, text, u16le, u32be, u32le, u64be } from './sample-bytes'
import {
  gptSample,
  isoSample,
  luks1Sample,
  luks2Sample,
  mbrPieces,
  mbrSample,
  ovaSample,
  ploopSample,
  tarMember,
} from './sample-disks'
import {
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

const kib = 1024

function qcow2Extensions(): Uint8Array {
  const backing = 'json:{"file.filename":"/etc/passwd"}'
  const extension = (type: number, content: string) =>
    join(
      u32be(type),
      u32be(content.length),
      text(content.padEnd(Math.ceil(content.length / 8) * 8, '\0')),
    )
  return qcow2Sample(
    3,
    [8, u64be(1024)],
    [16, u32be(backing.length)],
    [1024, text(backing)],
    [60, u32be(3)],
    [76, u32be(0x1c)],
    [
      104,
      join(
        extension(0xe2792aca, 'raw'),
        extension(0x44415441, 'data.raw'),
        extension(0x23852875, '12345678'),
      ),
    ],
    // One L2 table with a plain and a compressed cluster.
    [3 * 64 * kib, u64be(2 * 64 * kib)],
    [2 * 64 * kib, join(u64be(3 * 64 * kib), bytes(0x40, 0, 0, 0, 0, 3, 0, 9))],
  )
}

function packed(): Seed[] {
  const filler = image(2048, [
    512,
    bytes(...Array.from({ length: 1024 }, (_, i) => (i * 37) % 256)),
  ])
  const start = (name: string, ...head: number[]) => ({
    name,
    data: patched(filler, [0, bytes(...head)]),
  })
  const xz = patched(
    filler,
    [0, bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4)],
    [2016, bytes(0, 1, 0xd0, 0x0f, 0x80, 0x80, 0x40, 0)],
    [2036, join(u32le(0), u32le(4), u16le(4), text('YZ'))],
  )
  const zip = patched(
    filler,
    [0, join(text('PK\x03\x04'), new Uint8Array(22), u16le(8), u16le(0), text('disk.raw'))],
    [2026, join(text('PK\x05\x06'), new Uint8Array(6), u16le(1))],
  )
  return [
    start('gzip', 0x1f, 0x8b, 8, 0x0c, 0, 0, 0, 0, 0, 3, 4, 0, 1, 2, 3, 4, 0x61, 0x62, 0),
    start('bzip2', 0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59),
    start('zstd', 0x28, 0xb5, 0x2f, 0xfd, 0xe4, 0, 0, 0, 0x10),
    start('lz4', 0x04, 0x22, 0x4d, 0x18, 0x6c, 0x40, 0, 0, 0x10),
    { name: 'xz', data: xz },
    { name: 'zip', data: zip },
  ]
}

/** One small file of every format and kind: where the fuzzer starts. */
export function fuzzSeeds(): Seed[] {
  const flat = vmdkDescriptor('monolithicFlat', 'RW 20480 FLAT "/etc/passwd" 0')
  const luks2 =
    '{"keyslots":{"0":{}},"segments":{"0":{"type":"crypt","offset":"32768","encryption":"aes-xts-plain64"}}}'
  const disks: Record<string, Uint8Array> = {
    qcow2v2: qcow2Sample(2),
    qcow2v3: qcow2Sample(3),
    qcow2Extensions: qcow2Extensions(),
    monolithicSparse: monolithicSparse(),
    streamOptimized: streamOptimized(),
    embeddedFlat: vmdkSample(flat, [12, u64be(0)]),
    descriptor: text(flat),
    cowd: image(4096, [0, text('COWD')], [4, u32le(1)], [12, u32le(20480)]),
    vhdFixed: vhdFixedSample(image(4096, ...mbrPieces(0x83, 1, 4))),
    vhdDynamic: vhdDynamicSample(),
    vhdParent: vhdDynamicSample('C:\\parent.vhd'),
    vhdx: vhdxSample(),
    vhdxParent: vhdxSample({ hasLog: true, parent: '..\\parent.vhdx' }),
    vdi: vdiSample(),
    ploop: ploopSample(),
    mbr: mbrSample().subarray(0, 128 * kib),
    gpt: gptSample(),
    iso: isoSample(),
    hybrid: isoSample(...mbrPieces(0x17, 0, 128)),
    luks1: luks1Sample(),
    luks2: luks2Sample(luks2),
    ova: ovaSample(streamOptimized(), monolithicSparse()),
    tar: join(tarMember('disk.raw', new Uint8Array(4096)), new Uint8Array(1024)),
    qed: image(4096, [0, text('QED\0')]),
    html: text(`<!doctype html><title>404</title>${' '.repeat(600)}`),
    blank: new Uint8Array(8192),
  }
  return [...Object.entries(disks).map(([name, data]) => ({ name, data })), ...packed()]
}

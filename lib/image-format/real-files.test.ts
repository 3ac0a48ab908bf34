import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detectImage } from './detect'
import type { ImageFinding } from './finding'
import { memorySource } from './sample-bytes'

// Discs, partition tables, encrypted disks and packed files as real tools write them.

const packages: Record<string, string> = {
  bzip2: 'bzip2',
  cryptsetup: 'cryptsetup-bin',
  genisoimage: 'genisoimage',
  gzip: 'gzip',
  lz4: 'lz4',
  mke2fs: 'e2fsprogs',
  mkudffs: 'udftools',
  'qemu-img': 'qemu-utils',
  fdisk: 'fdisk',
  sfdisk: 'fdisk',
  tar: 'tar',
  xorriso: 'xorriso',
  xz: 'xz-utils',
  zip: 'zip',
  zstd: 'zstd',
}
const mib = 1024 * 1024
let folder = ''
const file = (name: string) => path.join(folder, name)

function run(tool: string, args: string[], input = ''): Buffer {
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
  try {
    return execFileSync(tool, args, { cwd: folder, env, input, stdio: 'pipe', maxBuffer: 64 * mib })
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw isMissing
      ? new Error(`${tool} is missing: install Debian package ${packages[tool]}`)
      : cause
  }
}

function emptyFile(name: string, size: number): void {
  writeFileSync(file(name), '')
  truncateSync(file(name), size)
}

const detect = (name: string, cut = 0): Promise<ImageFinding> => {
  const data = readFileSync(file(name))
  return detectImage(memorySource(new Uint8Array(data.subarray(0, data.length - cut))))
}
const codes = ({ hazards }: ImageFinding) => hazards.map(({ code }) => code)

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'image-format-'))
  writeFileSync(file('boot.bin'), randomBytes(4096))
  emptyFile('efi.img', mib)
  emptyFile('disk.raw', 3 * mib)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('discs', () => {
  const xorriso = (name: string, ...more: string[]) =>
    run('xorriso', [
      '-as',
      'mkisofs',
      '-quiet',
      '-V',
      'VITRINE',
      '-o',
      name,
      ...more,
      'boot.bin',
      'efi.img',
    ])
  const bios = ['-b', 'boot.bin', '-c', 'boot.cat', '-no-emul-boot', '-boot-load-size', '4']
  const uefi = ['-eltorito-alt-boot', '-e', 'efi.img', '-no-emul-boot']

  it('plain ISO 9660, without and with Joliet', async () => {
    xorriso('plain.iso')
    xorriso('joliet.iso', '-J')
    const plain = await detect('plain.iso')
    expect(plain).toMatchObject({ format: 'iso', kind: 'iso9660', hazards: [] })
    expect(plain.facts).toEqual({
      bootable: false,
      volumeId: 'VITRINE',
      volumeSize: expect.any(Number),
    })
    expect(plain.virtualSize).toBe(plain.fileSize)
    expect((await detect('joliet.iso')).facts.joliet).toBe(true)
    expect(codes(await detect('plain.iso', mib))).toEqual(['truncated'])
  })

  it('bootable for BIOS and UEFI', async () => {
    xorriso('boot.iso', ...bios, ...uefi)
    const finding = await detect('boot.iso')
    expect(finding.facts).toMatchObject({ bootable: true, bootPlatforms: ['bios', 'uefi'] })
    expect(codes(finding)).toEqual([])
  })

  it('with a partition table as well (isohybrid), which is no danger', async () => {
    xorriso('mbr.iso', ...bios, ...uefi, '-append_partition', '2', '0xef', 'efi.img')
    xorriso(
      'gpt.iso',
      ...bios,
      ...uefi,
      '-appended_part_as_gpt',
      '-append_partition',
      '2',
      '0xef',
      'efi.img',
    )
    for (const [name, table] of [
      ['mbr.iso', 'mbr'],
      ['gpt.iso', 'gpt'],
    ] as const) {
      const finding = await detect(name)
      expect(finding).toMatchObject({ format: 'iso', hazards: [], partitions: { table } })
      expect(finding.facts.hybrid).toBe(true)
    }
  })

  it('UDF beside ISO 9660, and alone', async () => {
    run('genisoimage', ['-quiet', '-udf', '-V', 'BRIDGE', '-o', 'bridge.iso', 'boot.bin'])
    expect(await detect('bridge.iso')).toMatchObject({ kind: 'iso9660Udf', hazards: [] })
    run('mkudffs', ['--new-file', '--media-type=cdrw', '--blocksize=2048', 'udf.iso', '2048'])
    const finding = await detect('udf.iso')
    expect(finding).toMatchObject({ format: 'iso', kind: 'udf' })
    expect(codes(finding)).toEqual(['glanceSeesRaw'])
  })

  it('with a qcow2 header in its system area, which is refused', async () => {
    xorriso('evil.iso')
    run('qemu-img', ['create', '-q', '-f', 'qcow2', 'small.qcow2', '1G'])
    const data = readFileSync(file('evil.iso'))
    readFileSync(file('small.qcow2')).copy(data, 0, 0, 512)
    writeFileSync(file('evil.iso'), data)
    const finding = await detect('evil.iso')
    expect(finding.format).toBe('qcow2')
    expect(finding.hazards).toContainEqual({
      code: 'polyglot',
      severity: 'refuse',
      params: { formats: 'qcow2, iso' },
    })
  })
})

describe('partition tables', () => {
  function table(name: string, script: string, ...args: string[]): void {
    emptyFile(name, 64 * mib)
    run('sfdisk', ['--quiet', ...args, name], script)
  }
  const guidOfEsp = 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b'

  it('GPT, with names, types and firmware', async () => {
    table(
      'gpt.img',
      'label: gpt\nsize=10M,type=uefi,name=esp\nsize=1M,type=21686148-6449-6E6F-744E-656564454649\ntype=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709,name=root\n',
    )
    const finding = await detect('gpt.img')
    expect(finding).toMatchObject({
      format: 'raw',
      kind: 'gpt',
      virtualSize: 64 * mib,
      hazards: [],
    })
    expect(finding.facts).toEqual({ bootPlatforms: ['bios', 'uefi'], architecture: 'x86_64' })
    const entries = finding.partitions?.entries ?? []
    expect(entries.map(({ typeKey, name }) => [typeKey, name])).toEqual([
      ['efiSystem', 'esp'],
      ['biosBoot', ''],
      ['linuxRoot', 'root'],
    ])
    expect(entries[0]).toMatchObject({ index: 1, type: guidOfEsp, start: mib, size: 10 * mib })
    expect(codes(await detect('gpt.img', 32 * mib))).toEqual(['truncated', 'partitionTable'])
    expect(codes(await detect('gpt.img', 512))).toEqual(['partitionTable'])
  })

  it('GPT with sectors of 4096 bytes', async () => {
    emptyFile('gpt4k.img', 64 * mib)
    run('fdisk', ['-b', '4096', 'gpt4k.img'], 'g\nn\n\n\n\nw\n')
    const finding = await detect('gpt4k.img')
    expect(finding.partitions).toMatchObject({
      sectorSize: 4096,
      entries: [{ typeKey: 'linux', start: mib }],
    })
    expect(codes(finding)).toEqual([])
  })

  it('MBR', async () => {
    table(
      'mbr.img',
      'label: dos\nsize=10M,type=83,bootable\nsize=10M,type=82\ntype=5\nsize=5M,type=83\n',
    )
    const finding = await detect('mbr.img')
    expect(finding).toMatchObject({ format: 'raw', kind: 'mbr', hazards: [] })
    expect(finding.partitions?.entries).toMatchObject([
      { index: 1, type: '0x83', typeKey: 'linux', start: mib, size: 10 * mib, bootable: true },
      { index: 2, typeKey: 'linuxSwap', bootable: false },
      { index: 3, typeKey: 'extended' },
    ])
    expect(finding.facts.bootPlatforms).toEqual(['bios'])
  })

  it('none, but a file system', async () => {
    emptyFile('ext4.img', 8 * mib)
    run('mke2fs', ['-q', '-F', '-t', 'ext4', 'ext4.img'])
    const finding = await detect('ext4.img')
    expect(finding).toMatchObject({
      format: 'raw',
      kind: 'fileSystem',
      facts: { fileSystem: 'ext4' },
    })
    expect(codes(finding)).toEqual([])
  })
})

describe('encrypted disks', { timeout: 60_000 }, () => {
  const format = (name: string, type: string, ...more: string[]) => {
    emptyFile(name, 32 * mib)
    const light = ['--pbkdf-force-iterations', '1000', '--batch-mode', '--disable-locks']
    run(
      'cryptsetup',
      ['luksFormat', '--type', type, ...light, ...more, '--key-file', '-', name],
      'key',
    )
  }

  it('LUKS 1', async () => {
    format('luks1.img', 'luks1')
    const finding = await detect('luks1.img')
    expect(finding).toMatchObject({ format: 'raw', kind: 'luks1', virtualSize: 32 * mib })
    const told = run('qemu-img', ['info', '-f', 'luks', '--output=json', 'luks1.img'])
    expect(finding.facts.payloadSize).toBe(JSON.parse(told.toString())['virtual-size'])
    expect(finding.facts).toMatchObject({ cipher: 'aes-xts-plain64', keySlots: 1, keyBits: 512 })
    expect(codes(finding)).toEqual(['encrypted'])
  })

  it('LUKS 2', async () => {
    format('luks2.img', 'luks2', '--pbkdf', 'pbkdf2', '--label', 'secrets')
    const finding = await detect('luks2.img')
    expect(finding).toMatchObject({ format: 'raw', kind: 'luks2', virtualSize: 32 * mib })
    expect(finding.facts).toMatchObject({
      label: 'secrets',
      cipher: 'aes-xts-plain64',
      payloadSize: 16 * mib,
      keySlots: 1,
    })
    expect(codes(finding)).toEqual(['encrypted', 'unsupportedVersion'])
  })
})

describe('packed files', () => {
  const packers = [
    { kind: 'gzip', args: ['-c', 'disk.raw'], facts: { innerName: 'disk.raw' } },
    { kind: 'bzip2', args: ['-c', 'disk.raw'], facts: {} },
    { kind: 'xz', args: ['-c', 'disk.raw'], facts: { contentSize: 3 * mib } },
    { kind: 'xz', args: ['-c', '--block-size=1MiB', 'disk.raw'], facts: { contentSize: 3 * mib } },
    { kind: 'zstd', args: ['-q', '-c', 'disk.raw'], facts: { contentSize: 3 * mib } },
    { kind: 'lz4', args: ['-c', '--content-size', 'disk.raw'], facts: { contentSize: 3 * mib } },
    { kind: 'zip', args: ['-q', '-', 'disk.raw'], facts: { innerName: 'disk.raw', members: 1 } },
  ]

  it.each(packers)('$kind $args', async ({ kind, args, facts }) => {
    writeFileSync(file('packed'), run(kind, args))
    const finding = await detect('packed')
    expect(finding).toMatchObject({ format: null, container: 'compressed', kind, facts })
    expect(finding.hazards).toEqual([
      { code: 'compressed', severity: 'warn', params: { method: kind } },
    ])
    if (/xz|zip/.test(kind) && kind !== 'gzip' && kind !== 'bzip2') {
      expect(codes(await detect('packed', 40))).toContain('truncated')
    }
  })

  it.each(['ustar', 'gnu', 'pax'])('an OVA as %s tar', async (format) => {
    run('qemu-img', [
      'create',
      '-q',
      '-f',
      'vmdk',
      '-o',
      'subformat=streamOptimized',
      'a.vmdk',
      '7M',
    ])
    writeFileSync(file('a.ovf'), '<Envelope/>')
    run('tar', [`--format=${format}`, '-cf', 'a.ova', 'a.ovf', 'a.vmdk'])
    const finding = await detect('a.ova')
    expect(finding).toMatchObject({
      format: 'vmdk',
      container: 'ova',
      kind: 'ova',
      virtualSize: 7 * mib,
    })
    expect(finding.facts).toMatchObject({ members: ['a.ovf', 'a.vmdk'], disks: 1 })
    expect(codes(finding)).toEqual([])
    expect(codes(await detect('a.ova', 40 * 1024))).toContain('truncated')
  })

  it('a plain tar is an archive', async () => {
    run('tar', ['-cf', 'a.tar', 'disk.raw', 'boot.bin'])
    const finding = await detect('a.tar')
    expect(finding).toMatchObject({ format: null, container: 'bare', kind: 'tar' })
    expect(codes(finding)).toEqual(['archive'])
  })
})

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detectImage } from './detect'
import type { ImageFinding } from './finding'
import { memorySource } from './sample-bytes'

// Every disk format and kind that qemu-img can write, read back and compared with `qemu-img info`.

let folder = ''
const file = (name: string) => path.join(folder, name)

function qemuImg(...args: string[]): string {
  try {
    return execFileSync('qemu-img', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw isMissing ? new Error('qemu-img is missing: install Debian package qemu-utils') : cause
  }
}

function toldSize(name: string, format: string): number {
  const info: { 'virtual-size': number } = JSON.parse(
    qemuImg('info', '--output=json', '-f', format, name),
  )
  return info['virtual-size']
}

const detect = (name: string, cut = 0): Promise<ImageFinding> => {
  const data = readFileSync(file(name))
  return detectImage(memorySource(new Uint8Array(data.subarray(0, data.length - cut))))
}
const codes = ({ hazards }: ImageFinding) => hazards.map(({ code }) => code)

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'image-format-'))
  // 9 MiB: data, a hole, data; not a multiple of any cluster size used below.
  const disk = Buffer.alloc(9 * 1024 * 1024 + 512)
  randomBytes(3 * 1024 * 1024).copy(disk, 512)
  randomBytes(1024 * 1024 + 512).copy(disk, 8 * 1024 * 1024)
  writeFileSync(file('disk.raw'), disk)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Kind = {
  what: string
  qemu: string
  options?: string
  flags?: string[]
  format: string
  kind: string
  hazards?: string[]
  facts?: Record<string, unknown>
  /** False where nothing in the file tells that its end is missing. */
  knowsItsEnd?: boolean
  /** Shares of the file to cut away, where the last cluster alone may be longer than 2 %. */
  cuts?: number[]
}

const qcow2 = { qemu: 'qcow2', format: 'qcow2' }
const vmdk = { qemu: 'vmdk', format: 'vmdk' }
const vpc = { qemu: 'vpc', format: 'vhd' }
const kinds: Kind[] = [
  { ...qcow2, what: 'v2', options: 'compat=0.10', kind: 'qcow2v2' },
  { ...qcow2, what: 'v3', kind: 'qcow2v3', facts: { compression: 'zlib', refcountBits: 16 } },
  { ...qcow2, what: '512-byte clusters', options: 'cluster_size=512', kind: 'qcow2v3' },
  {
    ...qcow2,
    what: '2 MiB clusters',
    options: 'cluster_size=2M',
    kind: 'qcow2v3',
    cuts: [0.4, 0.7],
  },
  {
    ...qcow2,
    what: 'lazy refcounts',
    options: 'lazy_refcounts=on',
    kind: 'qcow2v3',
    facts: { lazyRefcounts: true },
  },
  { ...qcow2, what: 'compressed', flags: ['-c'], kind: 'qcow2v3' },
  {
    ...qcow2,
    what: 'zstd',
    flags: ['-c'],
    options: 'compression_type=zstd',
    kind: 'qcow2v3',
    facts: { compression: 'zstd' },
  },
  {
    ...qcow2,
    what: 'extended L2',
    options: 'extended_l2=on,cluster_size=128k',
    kind: 'qcow2v3',
    hazards: ['extendedL2'],
  },
  { ...qcow2, what: 'metadata preallocated', options: 'preallocation=metadata', kind: 'qcow2v3' },
  {
    ...vmdk,
    what: 'monolithicSparse',
    options: 'subformat=monolithicSparse',
    kind: 'monolithicSparse',
  },
  {
    ...vmdk,
    what: 'streamOptimized',
    options: 'subformat=streamOptimized',
    kind: 'streamOptimized',
  },
  {
    ...vmdk,
    what: 'monolithicFlat',
    options: 'subformat=monolithicFlat',
    kind: 'monolithicFlat',
    hazards: ['outsideExtent'],
    knowsItsEnd: false,
  },
  {
    ...vmdk,
    what: 'twoGbMaxExtentSparse',
    options: 'subformat=twoGbMaxExtentSparse',
    kind: 'twoGbMaxExtentSparse',
    hazards: ['outsideExtent'],
    knowsItsEnd: false,
  },
  {
    ...vmdk,
    what: 'twoGbMaxExtentFlat',
    options: 'subformat=twoGbMaxExtentFlat',
    kind: 'twoGbMaxExtentFlat',
    hazards: ['outsideExtent'],
    knowsItsEnd: false,
  },
  { ...vpc, what: 'dynamic', options: 'subformat=dynamic', kind: 'dynamic' },
  {
    ...vpc,
    what: 'dynamic, exact size',
    options: 'subformat=dynamic,force_size=on',
    kind: 'dynamic',
  },
  {
    ...vpc,
    what: 'fixed',
    options: 'subformat=fixed',
    kind: 'fixed',
    hazards: ['glanceSeesRaw'],
    knowsItsEnd: false,
  },
  {
    ...vpc,
    what: 'fixed, exact size',
    options: 'subformat=fixed,force_size=on',
    kind: 'fixed',
    hazards: ['glanceSeesRaw'],
    knowsItsEnd: false,
  },
  { qemu: 'vhdx', format: 'vhdx', what: 'dynamic', options: 'subformat=dynamic', kind: 'dynamic' },
  { qemu: 'vhdx', format: 'vhdx', what: 'fixed', options: 'subformat=fixed', kind: 'fixed' },
  { qemu: 'vdi', format: 'vdi', what: 'dynamic', kind: 'dynamic' },
  { qemu: 'vdi', format: 'vdi', what: 'static', options: 'static=on', kind: 'static' },
  { qemu: 'parallels', format: 'ploop', what: 'ploop', kind: 'ploopExt', knowsItsEnd: false },
]

describe.each(kinds)('$qemu: $what', (kind) => {
  const name = `${kind.qemu}-${kind.what.replace(/\W+/g, '-')}.img`

  beforeAll(() => {
    const options = kind.options ? ['-o', kind.options] : []
    qemuImg(
      'convert',
      '-f',
      'raw',
      '-O',
      kind.qemu,
      ...(kind.flags ?? []),
      ...options,
      'disk.raw',
      name,
    )
  })

  it('is told with its virtual size and nothing that is not so', async () => {
    const finding = await detect(name)
    expect(finding).toMatchObject({ format: kind.format, container: 'bare', kind: kind.kind })
    expect(finding.virtualSize).toBe(toldSize(name, kind.qemu))
    expect(codes(finding)).toEqual(kind.hazards ?? [])
    expect(finding.facts).toMatchObject(kind.facts ?? {})
  })

  if (kind.knowsItsEnd === false) return
  it('is noticed when its end is missing', async () => {
    const size = readFileSync(file(name)).length
    for (const share of kind.cuts ?? [0.02, 0.3, 0.6]) {
      const cut = await detect(name, Math.ceil(size * share))
      expect(codes(cut), `cut by ${share}`).toContain('truncated')
    }
  })
})

// Those that would write all 20 GiB are left out.
const thinKinds = kinds.filter(({ what }) => !/fixed|static|Flat|preallocated/.test(what))

it.each(thinKinds)('$qemu: $what: an empty one of 20 GiB is told', async (kind) => {
  const name = `empty-${kind.qemu}.img`
  const options = kind.options ? ['-o', kind.options] : []
  qemuImg('create', '-q', '-f', kind.qemu, ...options, name, '20G')
  const finding = await detect(name)
  expect(finding.virtualSize).toBe(toldSize(name, kind.qemu))
  expect(codes(finding)).toEqual(kind.hazards ?? [])
})

describe('what reaches out of its own file', () => {
  it('is refused: qcow2 with a backing file', async () => {
    qemuImg('create', '-q', '-f', 'qcow2', '-b', 'disk.raw', '-F', 'raw', 'child.qcow2')
    const finding = await detect('child.qcow2')
    expect(finding.hazards).toEqual([
      { code: 'backingFile', severity: 'refuse', params: { name: 'disk.raw' } },
    ])
    expect(finding.facts).toMatchObject({ backingFile: 'disk.raw', backingFormat: 'raw' })
    expect(finding.virtualSize).toBe(toldSize('child.qcow2', 'qcow2'))
  })

  it('is refused: qcow2 with an external data file', async () => {
    const options = 'data_file=outside.raw,data_file_raw=on'
    qemuImg('create', '-q', '-f', 'qcow2', '-o', options, 'thin.qcow2', '1G')
    const finding = await detect('thin.qcow2')
    expect(finding.hazards).toEqual([
      { code: 'externalData', severity: 'refuse', params: { name: 'outside.raw' } },
    ])
  })

  it('is refused: a VMDK with a parent', async () => {
    qemuImg('create', '-q', '-f', 'vmdk', 'parent.vmdk', '1G')
    qemuImg('create', '-q', '-f', 'vmdk', '-b', 'parent.vmdk', '-F', 'vmdk', 'child.vmdk')
    expect(codes(await detect('child.vmdk'))).toEqual(['differencing'])
  })

  it('is refused: one piece of a split VMDK', async () => {
    const options = 'subformat=twoGbMaxExtentSparse'
    qemuImg('create', '-q', '-f', 'vmdk', '-o', options, 'split.vmdk', '1G')
    expect(codes(await detect('split-s001.vmdk'))).toEqual(['partOfSet'])
  })

  it('is refused: QED', async () => {
    qemuImg('create', '-q', '-f', 'qed', 'disk.qed', '1G')
    const finding = await detect('disk.qed')
    expect(finding).toMatchObject({ format: null, kind: 'qed', virtualSize: 2 ** 30 })
    expect(codes(finding)).toEqual(['unsupportedFormat'])
  })

  it('is refused: the first version of qcow', async () => {
    qemuImg('create', '-q', '-f', 'qcow', 'disk.qcow', '1G')
    const finding = await detect('disk.qcow')
    expect(finding).toMatchObject({ kind: 'qcow1', virtualSize: 2 ** 30 })
    expect(codes(finding)).toEqual(['unsupportedVersion'])
  })
})

// Making a key measures this machine's speed first, which takes some seconds and fails at times when
// other programs take it away; a slower hash makes that rare.
describe('what the person should know', { timeout: 60_000, retry: 5 }, () => {
  it('encryption of both kinds', async () => {
    const secret = ['--object', 'secret,id=s,data=secret']
    for (const method of ['luks', 'aes']) {
      const options = `encrypt.format=${method},encrypt.key-secret=s`
      const light = method === 'luks' ? ',encrypt.iter-time=100,encrypt.hash-alg=sha512' : ''
      const name = `${method}.qcow2`
      qemuImg('create', '-q', ...secret, '-f', 'qcow2', '-o', options + light, name, '1G')
      const finding = await detect(name)
      expect(codes(finding)).toEqual(['encrypted'])
      expect(finding).toMatchObject({ virtualSize: 2 ** 30, facts: { encryption: method } })
    }
  })

  it('a LUKS disk of QEMU, with the size inside', async () => {
    const secret = ['--object', 'secret,id=s,data=secret']
    const options = 'key-secret=s,iter-time=100,hash-alg=sha512'
    qemuImg('create', '-q', ...secret, '-f', 'luks', '-o', options, 'disk.luks', '5M')
    const finding = await detect('disk.luks')
    expect(finding).toMatchObject({ format: 'raw', kind: 'luks1' })
    expect(finding.facts.payloadSize).toBe(toldSize('disk.luks', 'luks'))
  })

  it('snapshots and bitmaps', async () => {
    qemuImg('create', '-q', '-f', 'qcow2', 'snap.qcow2', '1G')
    qemuImg('snapshot', '-c', 'one', 'snap.qcow2')
    qemuImg('snapshot', '-c', 'two', 'snap.qcow2')
    qemuImg('bitmap', '--add', 'snap.qcow2', 'changes')
    const finding = await detect('snap.qcow2')
    expect(finding.hazards).toEqual([{ code: 'snapshots', severity: 'warn', params: { count: 2 } }])
    expect(finding.facts.bitmaps).toBe(true)
    expect(finding.facts.headerExtensions).toContain('bitmaps')
  })
})

import { describe, expect, it } from 'vitest'
import { checkDeclared, fittingDeclaration, minDiskGiB } from './check-declared'
import { detectImage } from './detect'
import { image, memorySource, patched, text } from './sample-bytes'
import { gptSample, isoSample, luks1Sample, mbrPieces, ovaSample, tarMember } from './sample-disks'
import { monolithicSparse, qcow2Sample, streamOptimized, vhdFixedSample } from './sample-images'

const gzip = image(1024, [0, Uint8Array.of(0x1f, 0x8b, 8)])
const files: Record<string, Uint8Array> = {
  qcow2: qcow2Sample(3),
  vmdk: monolithicSparse(),
  'fixed vhd': vhdFixedSample(),
  iso: isoSample(),
  'hybrid iso': isoSample(...mbrPieces(0x83, 0, 128)),
  gpt: gptSample(),
  luks: luks1Sample(),
  noise: image(1024 * 1024, [0, text('\x01\x02')]),
  gzip,
  ova: ovaSample(streamOptimized()),
  tar: tarMember('disk.raw', new Uint8Array(4096)),
  kernel: image(4096, [0x202, text('HdrS')]),
  qed: image(4096, [0, text('QED\0')]),
  'qcow2 and iso': patched(isoSample(), [0, qcow2Sample(3).subarray(0, 104)]),
}

/** Declared disk and container format → file → `ok` or the reason. */
const cases = `
qcow2 bare | qcow2 | ok
raw bare | qcow2 | formattedAsRaw
vmdk bare | qcow2 | formatDiffers
ami ami | qcow2 | formatDiffers
qcow2 docker | qcow2 | ok
vmdk bare | vmdk | ok
vhd bare | fixed vhd | ok
raw bare | fixed vhd | ok
qcow2 bare | fixed vhd | formatDiffers
iso bare | iso | ok
raw bare | iso | formattedAsRaw
raw bare | hybrid iso | ok
qcow2 bare | hybrid iso | formatDiffers
raw bare | gpt | ok
gpt bare | gpt | ok
luks bare | gpt | formatDiffers
qcow2 bare | gpt | formatDiffers
raw bare | luks | ok
luks bare | luks | ok
raw bare | noise | ok
ami ami | noise | ok
aki aki | noise | ok
aki aki | kernel | ok
ploop bare | noise | formatDiffers
iso bare | noise | formatDiffers
raw bare | gzip | compressedAsBare
qcow2 bare | gzip | compressedAsBare
raw compressed | gzip | ok
ari ari | gzip | ok
raw compressed | qcow2 | notCompressed
vmdk ova | ova | ok
vmdk bare | ova | ovaAsBare
vmdk ova | vmdk | notAnOva
raw bare | tar | archiveAsBare
raw docker | tar | ok
raw bare | qed | unsupportedFormat
qcow2 bare | qcow2 and iso | severalFormats
iso bare | qcow2 and iso | severalFormats
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '))

describe('a declared format', () => {
  it.each(cases)('%s, file: %s → %s', async (declared = '', file = '', expected = '') => {
    const [disk_format = '', container_format = ''] = declared.split(' ')
    const finding = await detectImage(memorySource(files[file] ?? new Uint8Array()))
    const check = checkDeclared({ disk_format, container_format }, finding)
    expect(check.agrees ? 'ok' : check.reason).toBe(expected)
  })

  it('must be there', async () => {
    const finding = await detectImage(memorySource(qcow2Sample(3)))
    expect(checkDeclared({ disk_format: 'qcow2', container_format: null }, finding)).toMatchObject({
      agrees: false,
      reason: 'missing',
    })
  })

  it('can be taken from the finding, and then fits', async () => {
    for (const [name, data] of Object.entries(files)) {
      const finding = await detectImage(memorySource(data))
      const fitting = fittingDeclaration(finding)
      if (fitting && name !== 'qcow2 and iso') {
        expect(checkDeclared(fitting, finding)).toEqual({ agrees: true })
      }
    }
  })
})

describe('the least disk', () => {
  it.each([
    [null, null],
    [0, null],
    [1, 1],
    [2 ** 30, 1],
    [2 ** 30 + 1, 2],
    [117440512, 1],
    [20 * 2 ** 30, 20],
    [2 ** 62, null],
  ])('of %s bytes is %s GiB', (bytes, gib) => {
    expect(minDiskGiB(bytes)).toBe(gib)
  })
})

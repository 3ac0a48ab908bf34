import { expect, test } from 'vitest'
import { diskHeaders } from './seed/disk-headers'
import { virtualSize } from './virtual-size'

const gibibyte = 1024 ** 3
const reader = (bytes: Buffer) => (offset: number, length: number) =>
  bytes.subarray(offset, offset + length)

test.each(['qcow2', 'vmdk', 'vdi', 'vhd', 'vhdx'])('the disk in a %s is measured', (format) => {
  const bytes = diskHeaders[format]?.(7 * gibibyte, 'test') ?? Buffer.alloc(0)
  expect(virtualSize(format, 'bare', bytes.length, reader(bytes))).toBe(7 * gibibyte)
  expect(virtualSize(format, 'ovf', bytes.length, reader(bytes))).toBeNull()
  const noise = Buffer.alloc(bytes.length, 'x')
  expect(virtualSize(format, 'bare', noise.length, reader(noise))).toBeNull()
})

test('a raw disk is as large as its file, an ISO has no disk', () => {
  const bytes = Buffer.alloc(700)
  expect(virtualSize('raw', 'bare', 700, reader(bytes))).toBe(700)
  expect(virtualSize('raw', 'bare', 0, reader(bytes))).toBeNull()
  expect(virtualSize('iso', 'bare', 700, reader(bytes))).toBeNull()
})

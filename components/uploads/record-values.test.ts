import { expect, it } from 'vitest'
import { createImageSchema } from '@/lib/schemas/image'
import { emptyRecordValues, recordValuesSchema, tagsOf, toRecord, valuesOf } from './record-values'

it('makes a record that the route accepts, without empty fields', () => {
  const record = toRecord({
    ...emptyRecordValues,
    name: 'debian',
    min_disk: 4,
    min_ram: 0,
    os_distro: 'debian',
    tags: 'a, b，a,,',
    properties: [
      { key: 'hw_disk_bus', value: 'virtio' },
      { key: '', value: 'left over' },
    ],
  })
  expect(record).toEqual({
    name: 'debian',
    disk_format: 'qcow2',
    container_format: 'bare',
    visibility: 'shared',
    min_disk: 4,
    os_distro: 'debian',
    tags: ['a', 'b'],
    hw_disk_bus: 'virtio',
  })
  expect(createImageSchema.safeParse(record).success).toBe(true)
})

it.each([
  [{ min_disk: 1.5 }, 'uploads.form.badNumber'],
  [{ min_ram: -1 }, 'uploads.form.badNumber'],
  [{ min_ram: Number.NaN }, 'uploads.form.badNumber'],
  [{ properties: [{ key: 'status', value: 'x' }] }, 'uploads.form.badProperty'],
  [{ properties: [{ key: 'os_glance_x', value: 'x' }] }, 'uploads.form.badProperty'],
  [{ tags: Array.from({ length: 129 }, (_, n) => `t${n}`).join() }, 'uploads.form.tooManyTags'],
])('refuses %j', (over, message) => {
  const parsed = recordValuesSchema.safeParse({ ...emptyRecordValues, ...over })
  expect(parsed.error?.issues[0]?.message).toBe(message)
})

it('refuses one property name twice, at its second place', () => {
  const properties = ['a', 'b', 'a'].map((key) => ({ key, value: '' }))
  const parsed = recordValuesSchema.safeParse({ ...emptyRecordValues, properties })
  expect(parsed.error?.issues[0]?.path).toEqual(['properties', 2, 'key'])
})

it('takes Chinese commas in tags too', () => {
  expect(tagsOf('甲，乙, 丙')).toEqual(['甲', '乙', '丙'])
})

it('gives a refused record back as it was typed', () => {
  const values = {
    ...emptyRecordValues,
    name: 'debian',
    protected: true,
    min_disk: 4,
    os_version: '12',
    tags: 'a, b',
    properties: [{ key: 'hw_disk_bus', value: 'virtio' }],
  }
  expect(valuesOf(toRecord(values))).toEqual(values)
})

import { describe, expect, it } from 'vitest'
import { galleryImageSchema } from './gallery'
import { galleryRecord } from './gallery-record'

const image = (more: object = {}) =>
  galleryImageSchema.parse({
    id: 'a',
    name: 'A',
    distribution: 'Own',
    release: '1',
    architecture: 'x86_64',
    disk_format: 'qcow2',
    url: 'https://images.example/a.qcow2',
    properties: { os_distro: 'own', name: 'cannot win' },
    ...more,
  })
const md5 = 'a'.repeat(32)

describe('galleryRecord', () => {
  it('holds the properties and where the image came from', () => {
    expect(galleryRecord(image({ min_disk: 3, min_ram: 0 }))).toEqual({
      os_distro: 'own',
      source_url: 'https://images.example/a.qcow2',
      name: 'A',
      disk_format: 'qcow2',
      container_format: 'bare',
      min_disk: 3,
    })
  })

  it('takes a digest along when Glance makes one of its kind', () => {
    const known = image({ checksum: { algorithm: 'md5', value: md5 } })
    expect(galleryRecord(known).source_checksum).toBe(`md5:${md5}`)
    const other = image({ checksum: { algorithm: 'sha256', value: 'b'.repeat(64) } })
    expect(galleryRecord(other)).not.toHaveProperty('source_checksum')
    const given = { algorithm: 'sha512', value: 'c'.repeat(128) } as const
    expect(galleryRecord(image(), given).source_checksum).toBe(`sha512:${given.value}`)
  })
})

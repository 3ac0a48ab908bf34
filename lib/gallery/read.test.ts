import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { customProperties, imageSchema } from '@/lib/schemas/image'

const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-gallery-'))
const file = path.join(folder, 'gallery.json')

async function readWith(galleryFile: string) {
  vi.resetModules()
  vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:5000/v3')
  vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:3000')
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('LOG_LEVEL', 'silent')
  vi.stubEnv('GALLERY_FILE', galleryFile)
  return (await import('./read')).readGallery()
}

afterEach(() => vi.unstubAllEnvs())

const entry = {
  id: 'one',
  name: 'One',
  distribution: 'Own',
  release: '1',
  architecture: 'x86_64',
  disk_format: 'raw',
  url: 'https://images.example/one.raw',
}
const write = (images: unknown[]) => writeFileSync(file, JSON.stringify({ images }))

describe('the gallery', () => {
  it('comes with well-known images, whose properties Glance would take', async () => {
    const { images } = await readWith('')
    const names = new Set(images.map(({ distribution }) => distribution))
    expect([...names].sort()).toEqual([
      'AlmaLinux',
      'Alpine',
      'CentOS Stream',
      'CirrOS',
      'Debian',
      'Fedora',
      'FreeBSD',
      'Rocky Linux',
      'Ubuntu',
      'openSUSE',
    ])
    for (const image of images) {
      expect(image.url).toMatch(/^https:/)
      expect(image.checksums?.url ?? '').toMatch(/^https:/)
      const record = imageSchema.parse({
        ...image.properties,
        id: '1',
        status: 'queued',
        visibility: 'shared',
        created_at: '',
        updated_at: '',
      })
      expect(customProperties(record)).toHaveLength(Object.keys(image.properties).length)
    }
  })

  it('is the file that the operator names', async () => {
    write([entry])
    expect((await readWith(file)).images).toEqual([
      { ...entry, container_format: 'bare', properties: {} },
    ])
  })

  it.each([
    ['an address that is not on the web', [{ ...entry, url: 'javascript:alert(1)' }]],
    ['two images with one id', [entry, entry]],
    ['a property that is no text', [{ ...entry, properties: { hw: 1 } }]],
  ])('refuses %s', async (_, images) => {
    write(images)
    await expect(readWith(file)).rejects.toMatchObject({ code: 'internal' })
  })

  it('refuses a file that is not there', async () => {
    rmSync(folder, { recursive: true, force: true })
    await expect(readWith(file)).rejects.toMatchObject({ code: 'internal' })
  })
})

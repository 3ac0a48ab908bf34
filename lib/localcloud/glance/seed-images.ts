import { createHash } from 'node:crypto'
import { type Blobs, openBlobs } from '@/lib/localcloud/blobs'
import type { LocalDatabase } from '@/lib/localcloud/db'
import { now } from './clock'
import { type Image, type ImageStatus, insertImage, newImage, type Visibility } from './image-rows'
import { fileStoreIds } from './options'
import { diskHeaders, raw } from './seed/disk-headers'
import seeds from './seed/images.json' with { type: 'json' }
import { virtualSize } from './virtual-size'

/** An image of the demo set. `days` is its age, `gib` the size of the disk inside. */
type SeedImage = {
  name: string | null
  project: string
  visibility: string
  format: string | null
  gib: number
  days: number
  status?: string
  tags?: string[]
  properties?: Record<string, string>
  stores?: string[]
  members?: Record<string, string>
  min_disk?: number
  min_ram?: number
  protected?: boolean
  hidden?: boolean
}

type Content = { file: string; size: number; md5: string; sha512: string; virtual: number | null }

const day = 24 * 3600 * 1e6

/** The same id at every first start, so that links into a demo stay good. */
function stableId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function statusOf(seed: SeedImage): ImageStatus {
  return (seed.status ?? 'active') as ImageStatus
}

function describe(seed: SeedImage, id: string, owner: string): Image {
  const created = now() - Math.round(seed.days * day)
  return {
    ...newImage(id, owner),
    name: seed.name,
    status: statusOf(seed),
    visibility: seed.visibility as Visibility,
    disk_format: seed.format,
    container_format: seed.format === null ? null : 'bare',
    min_disk: seed.min_disk ?? 0,
    min_ram: seed.min_ram ?? 0,
    protected: seed.protected ?? false,
    os_hidden: seed.hidden ?? false,
    created_at: created,
    updated_at: created + 60e6,
    properties: seed.properties ?? {},
    tags: seed.tags ?? [],
  }
}

/** Puts bytes on an image: sizes and hashes are those of the file in its stores. */
function withContent(blobs: Blobs, image: Image, content: Content, stores: string[]): Image {
  const locations = stores.map((store) => ({
    store,
    url: `file://${blobs.folder(store)}/${image.id}`,
    metadata: { store },
  }))
  return {
    ...image,
    size: content.size,
    virtual_size: content.virtual,
    checksum: content.md5,
    os_hash_algo: 'sha512',
    os_hash_value: content.sha512,
    locations,
  }
}

function makeBytes(seed: SeedImage, id: string): Buffer {
  const make = diskHeaders[seed.format ?? 'raw'] ?? raw
  return make(Math.round(seed.gib * 1024) * 1024 ** 2, `${seed.name ?? 'unnamed'} ${id}`)
}

function addSeed(
  db: LocalDatabase,
  blobs: Blobs,
  seed: SeedImage,
  at: number,
  projects: Map<string, string>,
): Content | undefined {
  const id = stableId(`demo ${at} ${seed.name}`)
  const owner = projects.get(seed.project) ?? seed.project
  let image = describe(seed, id, owner)
  let content: Content | undefined
  if (image.status === 'active' || image.status === 'deactivated') {
    const stores = seed.stores ?? ['fast']
    const bytes = makeBytes(seed, id)
    const written = stores.map((store) => blobs.writeNow(store, id, bytes))[0]
    if (!written) return undefined
    const virtual = virtualSize(image.disk_format, 'bare', bytes.length, (offset, length) =>
      bytes.subarray(offset, offset + length),
    )
    content = { ...written, file: id, virtual }
    image = withContent(blobs, image, content, stores)
  } else if (image.status === 'uploading') {
    image.size = blobs.writeNow('staging', id, makeBytes(seed, id)).size
  } else if (image.status === 'saving') {
    db.run('insert or ignore into stuck_images (id) values (?)', id)
  }
  insertImage(db, image)
  for (const [project, status] of Object.entries(seed.members ?? {})) {
    db.run(
      `insert into image_members (image_id, member, status, created_at, updated_at)
       values (?, ?, ?, ?, ?)`,
      id,
      projects.get(project) ?? project,
      status,
      image.created_at,
      image.updated_at,
    )
  }
  return content && (seed.stores ?? ['fast']).includes('fast') ? content : undefined
}

const families = [
  'debian-12',
  'ubuntu-24.04',
  'rocky-9',
  'alpine-3.22',
  'fedora-42',
  'windows-2025',
]
const teams = ['platform', 'shop', 'data', 'network', 'research', 'support']

/** One of many: name, age, format and properties follow from its number. */
function bulkSeed(number: number): SeedImage {
  const family = families[number % families.length] ?? 'debian-12'
  const team = teams[Math.floor(number / 7) % teams.length] ?? 'platform'
  const kinds = ['private', 'private', 'shared', 'public', 'private', 'community']
  return {
    name: `${team} ${family} build ${String(number).padStart(5, '0')}`,
    project: ['demo', 'demo', 'partner', 'admin'][number % 4] ?? 'demo',
    visibility: kinds[number % kinds.length] ?? 'private',
    format: ['qcow2', 'qcow2', 'raw'][number % 3] ?? 'qcow2',
    gib: 1,
    days: number / 10,
    tags: [team, family.split('-')[0] ?? 'linux'],
    properties: {
      os_distro: family.split('-')[0] ?? 'linux',
      os_version: family.split('-')[1] ?? '1',
      architecture: number % 9 === 0 ? 'aarch64' : 'x86_64',
      build_number: String(number),
    },
    min_disk: number % 5,
    min_ram: (number % 4) * 512,
  }
}

/** Many images share the bytes of a few files, each under a name of its own. */
function addBulk(
  db: LocalDatabase,
  blobs: Blobs,
  numbers: number[],
  contents: Map<string, Content>,
  projects: Map<string, string>,
): void {
  for (const number of numbers) {
    const seed = bulkSeed(number)
    const content = contents.get(seed.format ?? 'raw')
    if (!content) continue
    const id = stableId(`bulk ${number}`)
    const owner = projects.get(seed.project) ?? seed.project
    blobs.linkAs('fast', content.file, id)
    insertImage(db, withContent(blobs, describe(seed, id, owner), content, ['fast']))
  }
}

/**
 * Fills a new cloud with images: the demo set, or as many as asked for. Does nothing when there are
 * images already. Bytes go to disk before their rows are committed.
 * @param dir folder of the cloud
 * @param options.count how many images in all; the demo set alone when left out
 */
export function seedImages(db: LocalDatabase, dir: string, options: { count?: number } = {}): void {
  if (db.get('select 1 from images limit 1')) return
  const blobs = openBlobs(dir, fileStoreIds)
  const rows = db.all<{ id: string; name: string }>(
    'select id, name from projects where is_domain = 0',
  )
  const projects = new Map(rows.map(({ id, name }) => [name, id]))
  const demo = (seeds as SeedImage[]).slice(0, options.count)
  db.transaction(() => {
    const contents = new Map<string, Content>()
    demo.forEach((seed, at) => {
      const content = addSeed(db, blobs, seed, at, projects)
      if (content && seed.format) contents.set(seed.format, content)
    })
    const more = Math.max(0, (options.count ?? 0) - demo.length)
    const numbers = Array.from({ length: more }, (_, at) => at + 1)
    addBulk(db, blobs, numbers, contents, projects)
  })
}

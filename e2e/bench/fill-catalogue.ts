import { createHash, randomUUID } from 'node:crypto'
import path from 'node:path'
import Database from 'libsql'

const systems = ['ubuntu', 'debian', 'fedora', 'rocky', 'alma', 'cirros', 'windows', 'freebsd']
const formats = ['qcow2', 'raw', 'vmdk', 'iso']
const day = 86_400_000

/**
 * Writes many active images of one project straight into the database of a test's Glance: through
 * its API 10,000 of them take half an hour. They have no data.
 *
 * @param folder The cloud's, as given to `up.sh`.
 */
export function fillCatalogue(folder: string, projectId: string, count: number): void {
  const db = new Database(path.join(folder, 'glance/glance.sqlite'))
  const image =
    db.prepare(`insert into images (id, name, size, status, created_at, updated_at, deleted,
    disk_format, container_format, checksum, owner, min_disk, min_ram, protected, visibility, os_hidden,
    os_hash_algo, os_hash_value)
    values (?, ?, ?, 'active', ?, ?, 0, ?, 'bare', ?, ?, 0, 0, 0, 'shared', 0, 'sha512', ?)`)
  const property =
    db.prepare(`insert into image_properties (image_id, name, value, created_at, deleted)
    values (?, ?, ?, ?, 0)`)
  const tag = db.prepare(
    'insert into image_tags (image_id, value, created_at, deleted) values (?, ?, ?, 0)',
  )
  const now = Date.now()
  db.transaction(() => {
    for (let number = 0; number < count; number++) {
      const id = randomUUID()
      const system = systems[number % systems.length] ?? ''
      // Older than the seed's images, so that those stay on the first page.
      const made = new Date(now - day - number * 60_000)
        .toISOString()
        .replace('T', ' ')
        .slice(0, -1)
      const hash = createHash('sha512').update(id).digest('hex')
      const name = `${system}-${String(number).padStart(6, '0')}`
      const format = formats[number % formats.length] ?? 'raw'
      const size = 1024 ** 2 * (100 + (number % 4000))
      image.run(id, name, size, made, made, format, hash.slice(0, 32), projectId, hash)
      property.run(id, 'os_distro', system, made)
      property.run(id, 'architecture', number % 5 ? 'x86_64' : 'aarch64', made)
      tag.run(id, system, made)
    }
  })()
  db.close()
}

/** Makes one image of the first page look as if its data were just being written, or finished. */
export function setFirstStatus(folder: string, status: 'saving' | 'active'): void {
  const db = new Database(path.join(folder, 'glance/glance.sqlite'))
  db.prepare("update images set status = ? where name like '%-000000'").run(status)
  db.close()
}

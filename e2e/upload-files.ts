import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MiB = 1024 * 1024

/** Real image files for one test, made by `qemu-img`; `remove` deletes them all. */
export class UploadFiles {
  /** What was made, without folders. */
  readonly names = new Set<string>()
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'vitrine-files-'))

  /** A qcow2 that holds `mebibytes` MiB of random data, so that nothing of it is sparse. */
  qcow2(name: string, mebibytes: number): string {
    const raw = this.random(`${name}.raw-source`, mebibytes * MiB)
    const file = this.place(name)
    execFileSync('qemu-img', ['convert', '-q', '-f', 'raw', '-O', 'qcow2', raw, file])
    rmSync(raw)
    return file
  }

  /** A qcow2 that is only a layer over another one. */
  layered(name: string): string {
    const base = path.join(this.folder, 'base.qcow2')
    const file = this.place(name)
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', base, '64M'])
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', base, '-F', 'qcow2', file])
    return file
  }

  /** Random bytes with the mark of a boot sector, so that they count as a raw disk. */
  raw(name: string, size: number): string {
    const file = this.random(name, size)
    const open = openSync(file, 'r+')
    // One active Linux partition from sector 1 on.
    const table = Buffer.alloc(66)
    table.set([0x80, 0, 2, 0, 0x83, 0, 3, 0, 1, 0, 0, 0])
    table.writeUInt32LE(Math.max(Math.floor(size / 512) - 1, 1), 12)
    table.set([0x55, 0xaa], 64)
    writeSync(open, table, 0, table.length, 446)
    closeSync(open)
    return file
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private place(name: string): string {
    this.names.add(name)
    return path.join(this.folder, name)
  }

  private random(name: string, size: number): string {
    const file = this.place(name)
    const open = openSync(file, 'w')
    for (let left = size; left > 0; left -= 4 * MiB) {
      writeSync(open, randomBytes(Math.min(left, 4 * MiB)))
    }
    closeSync(open)
    return file
  }
}

/** SHA-512 of a file, as Glance writes it. */
export function sha512Of(file: string): string {
  return createHash('sha512').update(readFileSync(file)).digest('hex')
}

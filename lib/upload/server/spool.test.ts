import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDirectorySpool } from './directory-spool'
import { openMemorySpool } from './memory-spool'
import { describeSpoolStore } from './spool-contract'

const folder = () => mkdtemp(join(tmpdir(), 'vitrine-spool-'))

describeSpoolStore('memory', async () => openMemorySpool())
describeSpoolStore('directory', async () => openDirectorySpool(await folder()))

describe('memory spool', () => {
  it('fails as a full disk does', async () => {
    const spool = openMemorySpool(4)
    await spool.write('a', 0, [Buffer.from('abc')])
    await expect(spool.write('a', 3, [Buffer.from('de')])).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(await spool.free()).toBe(1)
  })
})

describe('directory spool', () => {
  it('lets nobody else read it', async () => {
    const directory = join(await folder(), 'spool')
    const spool = await openDirectorySpool(directory)
    const id = randomUUID()
    await spool.write(id, 0, [Buffer.from('abc')])
    await spool.saveRecord(id, 'r')
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(directory))
      expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600)
  })

  it('refuses an id that is a path', async () => {
    const spool = await openDirectorySpool(await folder())
    await expect(async () => spool.loadRecord('../secret')).rejects.toThrow('not an upload id')
  })

  const claimOf = async (claim: object) => {
    const directory = await folder()
    const id = randomUUID()
    const file = join(directory, `${id}.claim`)
    await writeFile(file, JSON.stringify(claim))
    const spool = await openDirectorySpool(directory)
    return { file, claim: () => spool.claim(id) }
  }

  it('leaves an upload to another living process and takes it from a dead one', async () => {
    const other = spawn('sleep', ['60'])
    const held = await claimOf({ host: hostname(), pid: other.pid, instance: 'other' })
    expect(await held.claim()).toBe(false)
    const gone = new Promise((resolve) => other.once('exit', resolve))
    other.kill('SIGKILL')
    await gone
    expect(await held.claim()).toBe(true)
  })

  it('takes over from its own number of an earlier life', async () => {
    const held = await claimOf({ host: hostname(), pid: process.pid, instance: 'before' })
    expect(await held.claim()).toBe(true)
  })

  it('waits for another host until its claim was not renewed for a while', async () => {
    const held = await claimOf({ host: 'elsewhere', pid: 1, instance: 'other' })
    expect(await held.claim()).toBe(false)
    const past = new Date(Date.now() - 60_000)
    await utimes(held.file, past, past)
    expect(await held.claim()).toBe(true)
  })
})

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { seal } from '@/lib/auth/seal'
import { appError } from '@/lib/errors'
import type { Cloud } from '@/lib/openstack/cloud'
import { openMemorySpool } from './memory-spool'
import type { ByteSource } from './receive'
import type { UploadRecord } from './record'
import { openScriptedGlance, type ScriptedGlance } from './scripted-glance'
import type { SpoolStore } from './spool-store'
import { statusOf } from './status'
import { Upload } from './upload'

const secret = 'a secret of at least thirty-two characters'
vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:1/v3')
vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:1')
vi.stubEnv('NEXTAUTH_SECRET', secret)
vi.stubEnv('LOG_LEVEL', 'silent')

const MiB = 1024 * 1024
const data = randomBytes(6 * MiB + 12_345)
const later = () => new Date(Date.now() + 3600_000).toISOString()
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('hex')

let glance: ScriptedGlance
let made: Upload[] = []

beforeEach(async () => {
  glance = await openScriptedGlance('image-1')
})

afterEach(async () => {
  for (const upload of made) await upload.remove()
  made = []
  await glance.close()
})

function start(store: SpoolStore | undefined, change: Partial<UploadRecord> = {}, spooled = 0) {
  const id = change.id ?? randomUUID()
  const record: UploadRecord = {
    version: 1,
    id,
    imageId: 'image-1',
    size: data.length,
    filename: 'disk.raw',
    fileDate: null,
    fingerprint: null,
    clientSha512: null,
    userId: 'user-1',
    projectId: 'project-1',
    imageUrl: glance.url,
    sealedToken: seal(secret, id, 'token-1'),
    tokenExpiresAt: later(),
    survivesBreak: store !== undefined,
    sends: 0,
    createdAt: new Date().toISOString(),
    touchedAt: new Date().toISOString(),
    end: null,
    ...change,
  }
  const upload = new Upload(record, store, spooled)
  made.push(upload)
  return upload
}

/** A client that sends `bytes` in small parts, waits when told to, and may break off at the end. */
function source(bytes: Buffer, end?: Error): ByteSource {
  let wake: () => void = () => undefined
  let isStopped = false
  return {
    start(take, done) {
      const run = async () => {
        for (let at = 0; at < bytes.length && !isStopped; at += 50_000) {
          if (!take(bytes.subarray(at, at + 50_000)))
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          await new Promise((resolve) => setImmediate(resolve))
        }
        done(end)
      }
      void run()
    },
    resume: () => wake(),
    stop: () => {
      isStopped = true
      wake()
    },
  }
}

const send = (upload: Upload, from: number, to: number) =>
  upload.receiveChunk(source(data.subarray(from, to)), data.length - from)

async function until<T>(what: () => T | undefined | false, seconds = 15): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const value = what()
    if (value) return value
    if (Date.now() > deadline) throw new Error('it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const settled = (upload: Upload) => until(() => upload.record.end ?? undefined)

describe('an upload with a spool', () => {
  it('reaches Glance while it comes, is proved, and leaves no bytes behind', async () => {
    const store = openMemorySpool()
    const upload = start(store)
    expect(await send(upload, 0, 3 * MiB)).toBe(3 * MiB)
    await until(() => upload.push.sink && upload.push.sink.forwarded > 2 * MiB)
    expect(statusOf(upload).state).toBe('receiving')
    await send(upload, 3 * MiB, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts.map(({ isWhole }) => isWhole)).toEqual([true])
    expect(glance.puts[0]?.body.equals(data)).toBe(true)
    expect(await store.size(upload.record.id)).toBe(0)
    expect(upload.record.sealedToken).toBeNull()
    expect(await store.loadRecord(upload.record.id)).not.toContain('token-1')
    for (let taken = 0; taken < upload.flow.pool.limit; taken++)
      expect(upload.flow.pool.take(0)).toBeDefined()
  })

  it.each([0.3, 0.99])('goes on by itself when Glance breaks at %f', async (part) => {
    glance.script = [{ after: Math.floor(data.length * part), act: 'break' }]
    const upload = start(openMemorySpool())
    await send(upload, 0, 4 * MiB)
    await send(upload, 4 * MiB, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts.map(({ isWhole }) => isWhole)).toEqual([false, true])
    expect(glance.puts[1]?.body.equals(data)).toBe(true)
  })

  it('keeps what came when the client breaks off in a chunk, and never ends the PUT', async () => {
    const upload = start(openMemorySpool())
    const broken = source(data.subarray(0, 2_500_000), appError('aborted'))
    await expect(upload.receiveChunk(broken, data.length)).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(upload.flow.received).toBe(2_500_000)
    expect(await send(upload, 2_500_000, data.length)).toBe(data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts).toHaveLength(1)
    expect(glance.puts[0]?.body.equals(data)).toBe(true)
  })

  it('takes a chunk with a wrong checksum back and sends the right bytes', async () => {
    const upload = start(openMemorySpool())
    await send(upload, 0, 2 * MiB)
    const wrong = source(randomBytes(2 * MiB))
    const hex = sha512(data.subarray(2 * MiB, 4 * MiB))
    const checksum = { algorithm: 'sha512', hex }
    await expect(upload.receiveChunk(wrong, data.length, checksum)).rejects.toMatchObject({
      extra: { checksum: false },
    })
    expect(upload.flow.received).toBe(2 * MiB)
    const right = source(data.subarray(2 * MiB, 4 * MiB))
    await upload.receiveChunk(right, data.length, checksum)
    await send(upload, 4 * MiB, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts.at(-1)?.body.equals(data)).toBe(true)
  })

  it('is finished by the next process when every byte had come', async () => {
    const store = openMemorySpool()
    const id = randomUUID()
    await store.write(id, 0, [data])
    const upload = start(store, { id, sends: 1 }, data.length)
    upload.push.run()
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts[0]?.body.equals(data)).toBe(true)
  })

  it('accepts that its last PUT had arrived although the answer was lost', async () => {
    const store = openMemorySpool()
    const id = randomUUID()
    await store.write(id, 0, [data])
    const active = { status: 'active', size: data.length, os_hash_value: sha512(data) }
    Object.assign(glance.image, active)
    const upload = start(store, { id, sends: 1 }, data.length)
    upload.push.run()
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts).toHaveLength(0)
  })

  it('asks for a sign-in when the token is refused, and goes on with another', async () => {
    glance.refused.add('token-1')
    const upload = start(openMemorySpool())
    await send(upload, 0, data.length)
    await until(() => upload.needsSignIn)
    expect(statusOf(upload).state).toBe('needs_sign_in')
    const cloud = { token: 'token-1', tokenExpiresAt: later() } as Cloud
    expect(() => upload.renew(cloud)).toThrow('unauthenticated')
    upload.renew({ ...cloud, token: 'token-2' })
    expect(await settled(upload)).toMatchObject({ state: 'active' })
    expect(glance.puts.map(({ token }) => token)).toEqual(['token-2'])
  })

  it("fails with Glance's reason, and tries again when asked", async () => {
    glance.script = [{ after: MiB, act: { status: 413, body: 'Too big for you' } }]
    const upload = start(openMemorySpool())
    await expect(send(upload, 0, data.length)).rejects.toMatchObject({ code: 'too_large' })
    const end = await settled(upload)
    expect(end).toMatchObject({ state: 'failed', error: { detail: 'Too big for you' } })
    await upload.retry({ token: 'token-2', tokenExpiresAt: later() } as Cloud)
    await send(upload, upload.flow.received, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
  })
})

describe('the proof', () => {
  it('says so when Glance stores other bytes, and marks the image', async () => {
    glance.image.os_hash_value = sha512(Buffer.from('something else'))
    const upload = start(openMemorySpool())
    await send(upload, 0, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'mismatch', proof: 'none' })
    expect(glance.tags).toEqual(['upload-mismatch'])
  })

  it('is complete with the digest of the client, early or late', async () => {
    const early = start(openMemorySpool(), { clientSha512: sha512(data) })
    await send(early, 0, data.length)
    expect(await settled(early)).toMatchObject({ state: 'active', proof: 'client' })
    await early.compareClient({ imageUrl: glance.url } as Cloud, sha512(Buffer.from('other')))
    expect(early.record.end).toMatchObject({ state: 'mismatch' })
    expect(glance.tags).toEqual(['upload-mismatch'])
  })

  it('is made again from the spool when the hashing thread died', async () => {
    const upload = start(openMemorySpool())
    await send(upload, 0, data.length / 2)
    const { __vitrineDigests: thread } = globalThis as {
      __vitrineDigests?: { worker: EventEmitter }
    }
    if (!thread) throw new Error('nothing is hashed')
    thread.worker.emit('error', new Error('out of memory'))
    await send(upload, upload.flow.received, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
  })

  it('uses the algorithm of the image', async () => {
    glance.image.os_hash_algo = 'sha256'
    glance.image.os_hash_value = createHash('sha256').update(data).digest('hex')
    const upload = start(openMemorySpool())
    await send(upload, 0, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
  })
})

describe('an upload that is relayed', () => {
  it('arrives, and its last chunk is answered when Glance has it', async () => {
    const upload = start(undefined)
    await send(upload, 0, 3 * MiB)
    await send(upload, 3 * MiB, data.length)
    expect(upload.record.end).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts[0]?.body.equals(data)).toBe(true)
  })

  it('begins again at 0 when Glance breaks, and says so', async () => {
    glance.script = [{ after: 4 * MiB, act: 'break' }]
    const upload = start(undefined)
    await expect(send(upload, 0, data.length)).rejects.toMatchObject({ code: 'upstream_down' })
    expect(upload.flow.received).toBe(0)
    await send(upload, 0, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts.at(-1)?.body.equals(data)).toBe(true)
  })

  it('goes on without the spool when that is full, and keeps what fits', async () => {
    const upload = start(openMemorySpool(3 * MiB))
    await send(upload, 0, data.length)
    expect(upload.record.survivesBreak).toBe(false)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts).toHaveLength(1)
    expect(glance.puts[0]?.body.equals(data)).toBe(true)
  })

  it('falls back to what the full spool kept when Glance breaks then', async () => {
    glance.script = [{ after: 5 * MiB, act: 'break' }]
    const upload = start(openMemorySpool(3 * MiB))
    await expect(send(upload, 0, data.length)).rejects.toMatchObject({ code: 'upstream_down' })
    expect(upload.flow.received).toBe(3 * MiB)
    await send(upload, 3 * MiB, data.length)
    expect(await settled(upload)).toMatchObject({ state: 'active', proof: 'server' })
    expect(glance.puts.at(-1)?.body.equals(data)).toBe(true)
  })
})

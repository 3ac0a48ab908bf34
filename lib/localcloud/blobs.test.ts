import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopHashThreads } from './blob-hash'
import { type Blobs, BlobTooLargeError, openBlobs } from './blobs'

let dir: string
let blobs: Blobs

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitrine-blobs-'))
  blobs = openBlobs(dir, ['fast'])
})
afterEach(async () => {
  rmSync(dir, { recursive: true, force: true })
  await stopHashThreads()
})

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const digest = (algorithm: string, bytes: Buffer) =>
  createHash(algorithm).update(bytes).digest('hex')

test.each([
  0,
  1,
  70_000,
  1024 * 1024,
  9 * 1024 * 1024 + 3,
])('%i bytes are stored and hashed as they came', async (size) => {
  const bytes = randomBytes(size)
  const blob = await blobs.write('fast', 'a', inChunks(bytes, 65_536))
  expect(blobs.list('fast')).toEqual([])
  expect(blob.readAt(0, 10)).toEqual(bytes.subarray(0, 10))
  blob.commit()
  expect(blob).toMatchObject({ size, md5: digest('md5', bytes), sha512: digest('sha512', bytes) })
  expect(readFileSync(join(dir, 'stores/fast/a')).equals(bytes)).toBe(true)
  expect(readdirSync(join(dir, 'tmp'))).toEqual([])
})

test('two files at once do not mix', async () => {
  const sizes = [3, 5].map((count) => randomBytes(count * 1024 * 1024 + 17))
  const written = await Promise.all(
    sizes.map((bytes, at) => blobs.write('fast', `f${at}`, inChunks(bytes, 50_000))),
  )
  expect(written.map(({ sha512 }) => sha512)).toEqual(sizes.map((bytes) => digest('sha512', bytes)))
})

test('too many bytes, or a source that breaks off, leave nothing behind', async () => {
  const long = inChunks(randomBytes(3 * 1024 * 1024), 65_536)
  await expect(blobs.write('fast', 'a', long, 2 * 1024 * 1024)).rejects.toThrow(BlobTooLargeError)
  const broken = async function* () {
    yield randomBytes(2 * 1024 * 1024)
    throw new Error('gone')
  }
  await expect(blobs.write('fast', 'a', broken())).rejects.toThrow('gone')
  expect(readdirSync(join(dir, 'tmp'))).toEqual([])
  expect(blobs.list('fast')).toEqual([])
})

test('a discarded file never gets its name; a restart clears drafts', async () => {
  const blob = await blobs.write('fast', 'a', inChunks(Buffer.from('x'), 1))
  expect(readdirSync(join(dir, 'tmp'))).toHaveLength(1)
  blobs.clearTemporary()
  expect(readdirSync(join(dir, 'tmp'))).toEqual([])
  blob.discard()
  expect(blobs.size('fast', 'a')).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import { chunkLimits, nextChunkSize } from '@/lib/upload/protocol'
import { parseChecksum } from './checksum'
import { uploadLocker } from './locks'

describe('Upload-Checksum', () => {
  it('reads an algorithm and a digest in base64', () => {
    const base64 = Buffer.alloc(20, 7).toString('base64')
    expect(parseChecksum(`sha1 ${base64}`)).toEqual({ algorithm: 'sha1', hex: '07'.repeat(20) })
    expect(parseChecksum(null)).toBeUndefined()
  })

  it.each(['crc32 AAAA', 'sha1 AAAA', 'sha1', ''])('refuses "%s"', (header) => {
    expect(() => parseChecksum(header)).toThrow('Upload-Checksum')
  })
})

describe('the size of the next chunk', () => {
  const MiB = 1024 * 1024
  it('stays between its limits', () => {
    expect(nextChunkSize(16 * MiB, 0.01)).toBe(chunkLimits.max)
    expect(nextChunkSize(256 * 1024, 600)).toBe(chunkLimits.floor)
  })

  it('keeps a request on 1 Mbit/s below 30 seconds', () => {
    const next = nextChunkSize(MiB, MiB / 125_000)
    expect(next / 125_000).toBeLessThan(30)
    expect(next % 65_536).toBe(0)
  })
})

describe('upload locks', () => {
  const signal = new AbortController().signal

  it('ask the older request to let go, and wait until it did', async () => {
    const asked: string[] = []
    const locker = uploadLocker((id) => asked.push(id))
    const older = locker.newLock('one')
    const newer = locker.newLock('one')
    await older.lock(signal, () => void asked.push('let go'))
    let isTaken = false
    const taking = newer
      .lock(signal, () => undefined)
      .then(() => {
        isTaken = true
      })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked).toEqual(['let go', 'one'])
    expect(isTaken).toBe(false)
    await older.unlock()
    await taking
    await newer.unlock()
  })

  it('answer 423 to a request that has gone away meanwhile', async () => {
    const locker = uploadLocker(() => undefined)
    const older = locker.newLock('two')
    await older.lock(signal, () => undefined)
    const gone = AbortSignal.abort()
    await expect(locker.newLock('two').lock(gone, () => undefined)).rejects.toMatchObject({
      status_code: 423,
    })
    await older.unlock()
  })

  it('keep uploads apart', async () => {
    const locker = uploadLocker(() => undefined)
    const one = locker.newLock('three')
    const two = locker.newLock('four')
    await one.lock(signal, () => undefined)
    await two.lock(signal, () => undefined)
    await one.unlock()
    await two.unlock()
  })
})

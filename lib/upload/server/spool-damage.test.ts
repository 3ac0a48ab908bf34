import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { Flow } from './flow'
import { openMemorySpool } from './memory-spool'
import type { UploadRecord } from './record'
import { SpoolDamage } from './spool-damage'

vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:1/v3')
vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:1')
vi.stubEnv('NEXTAUTH_SECRET', 'a secret of at least thirty-two characters')
vi.stubEnv('LOG_LEVEL', 'silent')

const data = randomBytes(300_000)
const sha512 = createHash('sha512').update(data.subarray(0, 200_000)).digest('hex')

/** What a process finds that comes after the one which vouched for the first 200 000 bytes. */
async function found(bytes: Buffer) {
  const store = openMemorySpool()
  await store.write('one', 0, [bytes])
  const flow = new Flow({
    id: 'one',
    spooled: bytes.length,
    vouched: 200_000,
    store,
    onSpoolLost: () => undefined,
  })
  const record = { id: 'one', end: null, vouched: { bytes: 200_000, sha512 } } as UploadRecord
  const save = vi.fn(async () => undefined)
  return { flow, record, save, damage: new SpoolDamage(record, flow, save) }
}

describe('a spool after a restart', () => {
  it('is sent from when it holds what came in, and more that came after', async () => {
    const { damage, flow, record, save } = await found(data)
    expect(await damage.look()).toBeUndefined()
    await damage.repair()
    expect(flow.received).toBe(data.length)
    await damage.vouch()
    expect(record.vouched).toMatchObject({ bytes: data.length })
    expect(save).toHaveBeenCalledOnce()
  })

  it.each([
    ['one bit is another', Buffer.from(data).fill((data[7] ?? 0) ^ 1, 7, 8)],
    ['the end is missing', data.subarray(0, 150_000)],
  ])('is told as damaged when %s, and begins anew when it is tried again', async (_, bytes) => {
    const { damage, flow, record } = await found(bytes)
    expect(await damage.look()).toMatchObject({ code: 'internal' })
    await damage.repair()
    expect(flow.received).toBe(0)
    expect(record.vouched).toBeUndefined()
    expect(await damage.looked).toBeUndefined()
  })
})

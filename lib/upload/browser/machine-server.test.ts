import { describe, expect, it } from 'vitest'
import type { UploadStatus } from '@/lib/schemas/upload'
import { advance } from './machine'
import { newUpload, type Phase, type Stage, type Upload } from './upload'

const size = 100
const digest = 'ab'.repeat(64)
const other = 'cd'.repeat(64)

const upload = (stage: Stage, received = size): Upload => ({
  ...newUpload('k', 'demo', { name: 'a', size, lastModified: 0 }),
  uploadId: 'u',
  received,
  stage,
})
const status = (over: Partial<UploadStatus>): UploadStatus => ({
  id: 'u',
  imageId: 'i',
  filename: 'a',
  size,
  fileDate: null,
  fingerprint: null,
  state: 'forwarding',
  received: size,
  forwarded: 70,
  survivesBreak: true,
  sends: 1,
  nextTryAt: null,
  proof: 'none',
  sha512: null,
  imageHash: null,
  error: null,
  createdAt: '',
  expiresAt: '',
  ...over,
})

describe('what the server says, once every byte is there', () => {
  it.each<[UploadStatus['state'], Phase]>([
    ['receiving', 'forwarding'],
    ['forwarding', 'forwarding'],
    ['waiting', 'forwarding'],
    ['replaying', 'forwarding'],
    ['verifying', 'verifying'],
    ['active', 'done'],
    ['mismatch', 'done'],
    ['failed', 'failed'],
    ['needs_sign_in', 'waiting'],
  ])('%s → %s', (state, phase) => {
    const after = advance(upload({ phase: 'forwarding' }), {
      type: 'status',
      status: status({ state }),
    })
    expect(after.stage.phase).toBe(phase)
    expect(after).toMatchObject({ serverState: state, forwarded: 70 })
  })

  it('sends again when the server kept no copy and lost the bytes', () => {
    const lost = status({ state: 'receiving', received: 0, survivesBreak: false })
    const after = advance(upload({ phase: 'forwarding' }), { type: 'status', status: lost })
    expect(after).toMatchObject({ received: 0, sent: 0, stage: { phase: 'sending' } })
  })

  it('comes back from waiting for a sign-in', () => {
    const waiting = upload({ phase: 'waiting', reason: 'sign_in', until: null })
    const after = advance(waiting, { type: 'status', status: status({ state: 'replaying' }) })
    expect(after.stage.phase).toBe('forwarding')
  })
})

describe('what the server says while bytes flow', () => {
  const states: UploadStatus['state'][] = ['receiving', 'waiting', 'replaying', 'needs_sign_in']
  it.each(states)('%s only feeds the second bar', (state) => {
    const sending = upload({ phase: 'sending' }, 50)
    const after = advance(sending, { type: 'status', status: status({ state, received: 40 }) })
    expect(after.stage).toBe(sending.stage)
    expect(after).toMatchObject({ received: 50, forwarded: 70 })
  })

  it('a failure behind it stops the sending, with the reason', () => {
    const error = { code: 'over_quota' as const, detail: 'no room', requestId: 'req-1' }
    const after = advance(upload({ phase: 'sending' }, 50), {
      type: 'status',
      status: status({ state: 'failed', error }),
    })
    expect(after.stage).toEqual({
      phase: 'failed',
      failure: { ...error, during: 'glance' },
    })
  })
})

describe('the proof', () => {
  const hash = { algorithm: 'sha512', value: digest }
  const ready = (value: string) =>
    ({ type: 'digest', digest: { state: 'ready', read: size, value } }) as const

  it('is the server’s until the file itself was hashed, in either order', () => {
    const active = {
      type: 'status',
      status: status({ state: 'active', proof: 'server', imageHash: hash }),
    } as const
    const first = advance(upload({ phase: 'forwarding' }), active)
    expect(first).toMatchObject({ proof: 'server', stage: { phase: 'done', isSame: true } })
    expect(advance(first, ready(digest))).toMatchObject({ proof: 'client' })
    const second = advance(advance(upload({ phase: 'forwarding' }), ready(digest)), active)
    expect(second).toMatchObject({ proof: 'client', stage: { phase: 'done', isSame: true } })
  })

  it('a difference is never silent, whoever finds it', () => {
    const active = status({ state: 'active', proof: 'server', imageHash: hash })
    const done = advance(upload({ phase: 'verifying' }), { type: 'status', status: active })
    expect(advance(done, ready(other)).stage).toEqual({ phase: 'done', isSame: false })
    const mismatch = status({ state: 'mismatch', imageHash: hash })
    expect(
      advance(upload({ phase: 'verifying' }), { type: 'status', status: mismatch }).stage,
    ).toEqual({ phase: 'done', isSame: false })
  })

  it('is not claimed when Glance uses another algorithm', () => {
    const sha256 = { algorithm: 'sha256', value: digest }
    const active = status({ state: 'active', proof: 'server', imageHash: sha256 })
    const done = advance(upload({ phase: 'verifying' }), { type: 'status', status: active })
    expect(advance(done, ready(other))).toMatchObject({ proof: 'server', stage: { isSame: true } })
  })
})

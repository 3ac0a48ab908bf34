import { describe, expect, it } from 'vitest'
import type { UploadStatus } from '@/lib/schemas/upload'
import { advance, can, type UploadEvent } from './machine'
import { type Failure, newUpload, type Phase, type Stage, type Upload } from './upload'

const size = 100
const base: Upload = {
  ...newUpload('k', 'demo', { name: 'a.qcow2', size, lastModified: 5 }),
  record: { name: 'a' },
  imageId: 'image-1',
  hasRecord: true,
  uploadId: 'upload-1',
  received: 40,
  sent: 60,
}
const failure: Failure = { code: 'internal', during: 'sending' }
const status: UploadStatus = {
  id: 'upload-1',
  imageId: 'image-1',
  filename: 'a.qcow2',
  size,
  fileDate: '5',
  fingerprint: null,
  state: 'receiving',
  received: 40,
  forwarded: 30,
  survivesBreak: true,
  sends: 1,
  nextTryAt: null,
  proof: 'none',
  sha512: null,
  imageHash: null,
  error: null,
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-02T00:00:00Z',
}

const stages: Record<Phase, Stage> = {
  chosen: { phase: 'chosen' },
  inspecting: { phase: 'inspecting' },
  ready: { phase: 'ready' },
  refused: { phase: 'refused' },
  lined_up: { phase: 'lined_up' },
  creating: { phase: 'creating' },
  sending: { phase: 'sending' },
  paused: { phase: 'paused' },
  waiting: { phase: 'waiting', reason: 'server', until: 9 },
  forwarding: { phase: 'forwarding' },
  verifying: { phase: 'verifying' },
  done: { phase: 'done', isSame: true },
  failed: { phase: 'failed', failure },
  cancelling: { phase: 'cancelling', choice: 'delete' },
  cancelled: { phase: 'cancelled', choice: 'delete' },
}
const phases = Object.keys(stages) as Phase[]

// Every phase an event may find, and where it leads; whatever is not named must not move.
const table: Array<[name: string, event: UploadEvent, moves: Partial<Record<Phase, Phase>>]> = [
  ['inspect', { type: 'inspect' }, { chosen: 'inspecting' }],
  ['inspected fine', inspected('fine'), { inspecting: 'ready' }],
  ['inspected warn', inspected('warn'), { inspecting: 'refused' }],
  ['inspected refuse', inspected('refuse'), { inspecting: 'refused' }],
  [
    'submit',
    { type: 'submit', record: { name: 'b' }, imageId: 'i', imageName: 'b' },
    { ready: 'lined_up' },
  ],
  [
    'adopt',
    { type: 'adopt', status, imageName: 'b' },
    { chosen: 'lined_up', ready: 'lined_up', refused: 'lined_up' },
  ],
  ['turn', { type: 'turn' }, { lined_up: 'creating' }],
  ['opened', opened(0), { creating: 'sending' }],
  ['opened when all is there', opened(size), { creating: 'forwarding' }],
  ['interrupted offline', interrupted('offline'), waitsFrom()],
  ['interrupted by the server', interrupted('server'), waitsFrom()],
  ['interrupted by the session', interrupted('sign_in'), waitsFrom()],
  ['try again', { type: 'try_again' }, { waiting: 'sending' }],
  ['pause', { type: 'pause' }, { lined_up: 'paused', sending: 'paused', waiting: 'paused' }],
  ['resume', { type: 'resume' }, { paused: 'lined_up' }],
  ['confirmed, all', { type: 'confirmed', received: size }, { sending: 'forwarding' }],
  [
    'fail',
    { type: 'fail', failure },
    {
      ...all('inspecting', 'creating', 'sending', 'waiting', 'failed'),
      ...all('forwarding', 'verifying', 'cancelling', 'failed'),
    },
  ],
  ['retry', { type: 'retry', imageId: 'i' }, { failed: 'lined_up' }],
  ['cancel and delete', cancel('delete'), cancelsFrom()],
  ['cancel and keep', cancel('keep'), cancelsFrom()],
  ['cancelled', { type: 'cancelled' }, { cancelling: 'cancelled' }],
]

describe('each event in each phase', () => {
  for (const [name, event, moves] of table) {
    for (const phase of phases) {
      const to = moves[phase]
      it(`${name}: ${phase} → ${to ?? 'ignored'}`, () => {
        const before = { ...base, stage: stages[phase] }
        const after = advance(before, event)
        if (!to) expect(after.stage).toBe(before.stage)
        else expect(after.stage.phase).toBe(to)
      })
    }
  }
})

describe('what the events carry', () => {
  const sending = { ...base, stage: stages.sending }

  it('lets a warning be overridden, a refusal not', () => {
    const refused = { ...base, stage: stages.refused }
    const warned = advance(
      { ...refused, inspection: { verdict: 'warn' } as never },
      { type: 'override' },
    )
    expect(warned).toMatchObject({ isOverridden: true, stage: { phase: 'ready' } })
    const hard = { ...refused, inspection: { verdict: 'refuse' } as never }
    expect(advance(hard, { type: 'override' })).toBe(hard)
  })

  it('keeps what was made while a cancel waits for it', () => {
    const cancelling = { ...base, uploadId: null, hasRecord: false, stage: stages.cancelling }
    const after = advance(advance(cancelling, { type: 'recorded' }), opened(0))
    expect(after).toMatchObject({ hasRecord: true, uploadId: 'upload-1', stage: stages.cancelling })
  })

  it('counts breaks by the server until a byte moves', () => {
    let upload: Upload = sending
    for (const expected of [1, 2]) {
      upload = advance(upload, interrupted('server'))
      expect(upload).toMatchObject({ attempts: expected, sent: 40 })
      upload = advance(upload, { type: 'try_again' })
    }
    expect(advance(upload, { type: 'confirmed', received: 40 }).attempts).toBe(2)
    expect(advance(upload, { type: 'confirmed', received: 41 }).attempts).toBe(0)
    expect(advance(sending, interrupted('offline')).attempts).toBe(0)
  })

  it('goes on with watching when a wait ends and every byte is there', () => {
    const waiting = { ...base, received: size, stage: stages.waiting }
    expect(advance(waiting, { type: 'try_again' }).stage.phase).toBe('forwarding')
    expect(advance({ ...waiting, uploadId: null }, { type: 'try_again' }).stage.phase).toBe(
      'creating',
    )
  })

  it('cannot pause what only the server still works on', () => {
    const waiting = { ...base, received: size, stage: stages.waiting }
    expect(can(waiting, 'pause')).toBe(false)
    expect(advance(waiting, { type: 'pause' })).toBe(waiting)
    expect(can(sending, 'pause')).toBe(true)
  })

  it.each([
    [
      'the upload was swept',
      'gone',
      'sending',
      { uploadId: null, imageId: 'image-1', hasRecord: true },
    ],
    [
      'the image is gone',
      'not_found',
      'creating',
      { uploadId: null, imageId: 'new', hasRecord: false },
    ],
    [
      'Glance lost the image',
      'gone',
      'glance',
      { uploadId: null, imageId: 'new', hasRecord: false },
    ],
    ['anything else', 'conflict', 'glance', { uploadId: 'upload-1', imageId: 'image-1' }],
  ] as const)('retries into the same image unless it is gone: %s', (_, code, during, expected) => {
    const failed: Upload = { ...base, stage: { phase: 'failed', failure: { code, during } } }
    expect(advance(failed, { type: 'retry', imageId: 'new' })).toMatchObject(expected)
  })

  it('goes back to the form only when Glance made no record', () => {
    const failed: Upload = {
      ...base,
      hasRecord: false,
      stage: { phase: 'failed', failure: { code: 'forbidden', during: 'creating' } },
    }
    expect(advance(failed, { type: 'revise' }).stage.phase).toBe('ready')
    const made = { ...failed, hasRecord: true }
    expect(advance(made, { type: 'revise' })).toBe(made)
  })

  it('never makes a new record for bytes that belong to an existing image', () => {
    const failed: Upload = {
      ...base,
      record: null,
      stage: { phase: 'failed', failure: { code: 'not_found', during: 'glance' } },
    }
    expect(advance(failed, { type: 'retry', imageId: 'new' }).imageId).toBe('image-1')
  })

  it('sends again only what differs and was made by us', () => {
    const different: Upload = { ...base, stage: { phase: 'done', isSame: false } }
    const event: UploadEvent = { type: 'send_again', imageId: 'new' }
    expect(advance(different, event)).toMatchObject({
      imageId: 'new',
      uploadId: null,
      hasRecord: false,
      stage: { phase: 'lined_up' },
    })
    const same: Upload = { ...base, stage: stages.done }
    expect(advance(same, event)).toBe(same)
    const foreign = { ...different, record: null }
    expect(advance(foreign, event)).toBe(foreign)
  })
})

function inspected(verdict: 'fine' | 'warn' | 'refuse'): UploadEvent {
  return { type: 'inspected', inspection: { verdict } as never }
}
function opened(received: number): UploadEvent {
  return { type: 'opened', uploadId: 'upload-1', received, survivesBreak: true, now: 1 }
}
function interrupted(reason: 'offline' | 'server' | 'sign_in'): UploadEvent {
  return { type: 'interrupted', reason, until: null }
}
function cancel(choice: 'delete' | 'keep'): UploadEvent {
  return { type: 'cancel', choice }
}
function all(...names: [...Phase[], Phase]): Partial<Record<Phase, Phase>> {
  const to = names.at(-1)
  return Object.fromEntries(names.slice(0, -1).map((name) => [name, to]))
}
function waitsFrom() {
  return {
    ...all('creating', 'sending', 'waiting'),
    ...all('forwarding', 'verifying', 'waiting'),
    waiting: 'waiting',
  } as const
}
function cancelsFrom() {
  return {
    ...all('lined_up', 'creating', 'sending', 'paused', 'cancelling'),
    ...all('waiting', 'forwarding', 'failed', 'cancelling'),
  }
}

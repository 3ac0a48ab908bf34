import type { CreateImage } from '@/lib/schemas/image'
import type { UploadStatus } from '@/lib/schemas/upload'
import { allReceived, compareDigests, followServer } from './follow-server'
import type { Inspection } from './inspection'
import type { Digest, Failure, Phase, RecordChoice, Stage, Upload, WaitReason } from './upload'

/** Everything that can happen to an upload: what a person does, and what the effects report. */
export type UploadEvent =
  | { type: 'inspect' }
  | { type: 'inspected'; inspection: Inspection }
  | { type: 'override' }
  | {
      type: 'submit'
      record: CreateImage | null
      imageId: string
      imageName: string
      store?: string | undefined
    }
  | { type: 'adopt'; status: UploadStatus; imageName: string }
  | { type: 'turn' }
  | { type: 'recorded' }
  | { type: 'forgotten' }
  | { type: 'opened'; uploadId: string; received: number; survivesBreak: boolean; now: number }
  | { type: 'progress'; sent: number }
  | { type: 'confirmed'; received: number }
  | { type: 'interrupted'; reason: WaitReason; until: number | null }
  | { type: 'try_again' }
  | { type: 'status'; status: UploadStatus }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'fail'; failure: Failure }
  | { type: 'retry'; imageId: string }
  | { type: 'send_again'; imageId: string }
  | { type: 'revise' }
  | { type: 'cancel'; choice: RecordChoice }
  | { type: 'cancelled' }
  | { type: 'digest'; digest: Digest }

type Step<T extends UploadEvent['type']> = (
  upload: Upload,
  event: Extract<UploadEvent, { type: T }>,
) => Upload

const at = (upload: Upload, stage: Stage): Upload => ({ ...upload, stage })

// Where an upload goes on: with its bytes, or, when they are all there, with watching.
const onward = (upload: Upload): Upload =>
  at(upload, { phase: allReceived(upload) ? 'forwarding' : 'sending' })

const steps: { [T in UploadEvent['type']]: { from: readonly Phase[]; step: Step<T> } } = {
  inspect: { from: ['chosen'], step: (upload) => at(upload, { phase: 'inspecting' }) },
  inspected: {
    from: ['inspecting'],
    step: (upload, { inspection }) => ({
      ...upload,
      inspection,
      stage: { phase: inspection.verdict === 'fine' ? 'ready' : 'refused' },
    }),
  },
  override: {
    from: ['refused'],
    step: (upload) =>
      upload.inspection?.verdict === 'warn'
        ? { ...upload, isOverridden: true, stage: { phase: 'ready' } }
        : upload,
  },
  submit: {
    from: ['ready'],
    step: (upload, { record, imageId, imageName, store }) => ({
      ...upload,
      record,
      store,
      imageId,
      imageName,
      hasRecord: record === null,
      stage: { phase: 'lined_up' },
    }),
  },
  adopt: {
    from: ['chosen', 'ready', 'refused'],
    step: (upload, { status, imageName }) => ({
      ...upload,
      imageName,
      imageId: status.imageId,
      hasRecord: true,
      uploadId: status.id,
      sent: status.received,
      received: status.received,
      forwarded: status.forwarded,
      survivesBreak: status.survivesBreak,
      serverState: status.state,
      stage: { phase: 'lined_up' },
    }),
  },
  turn: { from: ['lined_up'], step: (upload) => at(upload, { phase: 'creating' }) },
  recorded: {
    from: ['creating', 'cancelling'],
    step: (upload) => ({ ...upload, hasRecord: true }),
  },
  // The server swept it: its bytes are asked for again.
  forgotten: {
    from: ['creating'],
    step: (upload) => ({ ...emptied(upload), stage: upload.stage, attempts: upload.attempts }),
  },
  opened: {
    from: ['creating', 'cancelling'],
    step: (upload, { uploadId, received, survivesBreak, now }) => {
      const open = { ...upload, uploadId, received, sent: received, survivesBreak }
      // A cancel that came while the server was asked only needs to know what there is to end.
      if (upload.stage.phase === 'cancelling') return open
      return onward({ ...open, startedAt: upload.startedAt ?? now })
    },
  },
  progress: { from: ['sending'], step: (upload, { sent }) => ({ ...upload, sent }) },
  confirmed: {
    from: ['sending'],
    step: (upload, { received }) => {
      const attempts = received > upload.received ? 0 : upload.attempts
      const moved = { ...upload, received, sent: received, attempts }
      return allReceived(moved) ? onward(moved) : moved
    },
  },
  interrupted: {
    from: ['creating', 'sending', 'forwarding', 'verifying', 'waiting'],
    step: (upload, { reason, until }) => ({
      ...upload,
      sent: upload.received,
      attempts: upload.attempts + (reason === 'server' ? 1 : 0),
      stage: { phase: 'waiting', reason, until },
    }),
  },
  try_again: {
    from: ['waiting'],
    step: (upload) =>
      upload.uploadId === null ? at(upload, { phase: 'creating' }) : onward(upload),
  },
  status: {
    from: ['sending', 'waiting', 'paused', 'forwarding', 'verifying', 'done', 'failed'],
    step: (upload, { status }) => followServer(upload, status),
  },
  pause: {
    from: ['lined_up', 'sending', 'waiting'],
    step: (upload) =>
      allReceived(upload)
        ? upload
        : { ...upload, sent: upload.received, stage: { phase: 'paused' } },
  },
  resume: {
    from: ['paused'],
    step: (upload) => ({ ...upload, attempts: 0, stage: { phase: 'lined_up' } }),
  },
  fail: {
    from: ['inspecting', 'creating', 'sending', 'waiting', 'forwarding', 'verifying', 'cancelling'],
    step: (upload, { failure }) => ({
      ...upload,
      sent: upload.received,
      stage: { phase: 'failed', failure },
    }),
  },
  retry: { from: ['failed'], step: startOver },
  // The image that differs is deleted by now; only a record of ours can be made a second time.
  send_again: {
    from: ['done'],
    step: (upload, { imageId }) =>
      upload.record && isDifferent(upload)
        ? { ...emptied(upload), imageId, hasRecord: false, proof: 'none', imageHash: null }
        : upload,
  },
  // Glance refused the record, so there is nothing but the form to go back to.
  revise: {
    from: ['failed'],
    step: (upload) =>
      upload.record && !upload.hasRecord ? at(upload, { phase: 'ready' }) : upload,
  },
  cancel: {
    from: ['lined_up', 'creating', 'sending', 'paused', 'waiting', 'forwarding', 'failed'],
    step: (upload, { choice }) => at(upload, { phase: 'cancelling', choice }),
  },
  cancelled: {
    from: ['cancelling'],
    step: (upload) =>
      upload.stage.phase === 'cancelling'
        ? at(upload, { phase: 'cancelled', choice: upload.stage.choice })
        : upload,
  },
  digest: {
    from: [
      ...(['lined_up', 'creating', 'sending', 'paused', 'waiting'] as const),
      ...(['forwarding', 'verifying', 'done', 'failed'] as const),
    ],
    step: (upload, { digest }) => compareDigests({ ...upload, digest }),
  },
}

/**
 * The next state of an upload. Pure.
 *
 * @returns The same object when the event means nothing in the present phase, for instance when a
 *   report of a stopped effect comes late.
 */
export function advance(upload: Upload, event: UploadEvent): Upload {
  const { from, step } = steps[event.type]
  if (!from.includes(upload.stage.phase)) return upload
  return (step as Step<UploadEvent['type']>)(upload, event as never)
}

/** True when an event of this type means something in the present phase. */
export function can(upload: Upload, type: UploadEvent['type']): boolean {
  if (type === 'pause' && allReceived(upload)) return false
  return steps[type].from.includes(upload.stage.phase)
}

// What is gone decides what is made anew: the server's upload, or the image with it.
function startOver(upload: Upload, { imageId }: { imageId: string }): Upload {
  const again: Upload = { ...upload, attempts: 0, stage: { phase: 'lined_up' } }
  if (upload.stage.phase !== 'failed') return again
  const { code, during } = upload.stage.failure
  if (code !== 'gone' && code !== 'not_found') return again
  return during === 'sending' || upload.record === null
    ? emptied(upload)
    : { ...emptied(upload), imageId, hasRecord: false }
}

function emptied(upload: Upload): Upload {
  return {
    ...upload,
    uploadId: null,
    sent: 0,
    received: 0,
    forwarded: 0,
    attempts: 0,
    serverState: null,
    stage: { phase: 'lined_up' },
  }
}

function isDifferent({ stage }: Upload): boolean {
  return stage.phase === 'done' && !stage.isSame
}

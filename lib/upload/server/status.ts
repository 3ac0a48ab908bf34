import 'server-only'
import type { UploadStatus } from '@/lib/schemas/upload'
import type { UploadState } from '@/lib/upload/protocol'
import { expiresAt, isDone, type UploadRecord } from './record'
import type { Upload } from './upload'

/** An upload as its owner may see it: no token, no path. */
export function statusOf(upload: Upload): UploadStatus {
  const { record, flow, push } = upload
  const resting = restingStatus(record, flow.received)
  if (isDone(record)) return resting
  return {
    ...resting,
    state: stateOf(upload),
    forwarded: push.phase === 'verifying' ? record.size : (push.sink?.forwarded ?? 0),
    nextTryAt: push.nextTryAt ? new Date(push.nextTryAt).toISOString() : null,
  }
}

/** As `statusOf`, by its record alone: an upload that no process moves just now. */
export function restingStatus(record: UploadRecord, received: number): UploadStatus {
  const { end } = record
  return {
    id: record.id,
    imageId: record.imageId,
    ...(record.replaces ? { replaces: record.replaces } : {}),
    filename: record.filename,
    size: record.size,
    fileDate: record.fileDate,
    fingerprint: record.fingerprint,
    state: end?.state ?? 'waiting',
    received: isDone(record) ? record.size : Math.min(received, record.size),
    forwarded: isDone(record) ? record.size : 0,
    survivesBreak: record.survivesBreak,
    sends: record.sends,
    nextTryAt: null,
    proof: end?.proof ?? 'none',
    sha512: end?.sha512 ?? null,
    imageHash: end?.imageHash ?? null,
    error: end?.error ?? null,
    createdAt: record.createdAt,
    expiresAt: new Date(expiresAt(record)).toISOString(),
  }
}

function stateOf({ record, needsSignIn, push, flow, isWhole }: Upload): UploadState {
  if (record.end) return record.end.state
  if (needsSignIn) return 'needs_sign_in'
  const { phase, sink } = push
  if (phase === 'verifying') return 'verifying'
  if (phase === 'waiting') return 'waiting'
  if (sink) {
    const isBehind = !sink.isLive && sink.expects < flow.spooled
    if (isBehind && record.sends > 1) return 'replaying'
    return isWhole ? 'forwarding' : 'receiving'
  }
  if (isWhole) return 'waiting'
  return record.sends > 0 && flow.received > 0 ? 'waiting' : 'receiving'
}

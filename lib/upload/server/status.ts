import 'server-only'
import type { UploadState, UploadStatus } from '@/lib/upload/protocol'
import type { Upload } from './upload'

/** An upload as its owner may see it: no token, no path. */
export function statusOf(upload: Upload): UploadStatus {
  const { record, flow, push } = upload
  const { end } = record
  const isDone = end !== null && end.state !== 'failed'
  return {
    id: record.id,
    imageId: record.imageId,
    ...(record.replaces ? { replaces: record.replaces } : {}),
    filename: record.filename,
    size: record.size,
    fileDate: record.fileDate,
    fingerprint: record.fingerprint,
    state: stateOf(upload),
    received: isDone ? record.size : flow.received,
    forwarded: isDone || push.phase === 'verifying' ? record.size : (push.sink?.forwarded ?? 0),
    survivesBreak: record.survivesBreak,
    sends: record.sends,
    nextTryAt: push.nextTryAt ? new Date(push.nextTryAt).toISOString() : null,
    proof: end?.proof ?? 'none',
    sha512: end?.sha512 ?? null,
    imageHash: end?.imageHash ?? null,
    error: end?.error ?? null,
    createdAt: record.createdAt,
    expiresAt: new Date(upload.expiresAt).toISOString(),
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

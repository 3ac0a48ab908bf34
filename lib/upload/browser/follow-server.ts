import type { UploadStatus } from '@/lib/schemas/upload'
import type { Stage, Upload } from './upload'

/** True when the dashboard confirmed every byte. */
export function allReceived({ uploadId, received, file }: Upload): boolean {
  return uploadId !== null && received >= file.size
}

const at = (upload: Upload, stage: Stage): Upload => ({ ...upload, stage })

/**
 * Takes in what the server says. Our own word counts for what left this machine, the server's for
 * everything behind it. Pure.
 */
export function followServer(upload: Upload, status: UploadStatus): Upload {
  const known: Upload = {
    ...upload,
    forwarded: status.forwarded,
    serverState: status.state,
    survivesBreak: status.survivesBreak,
    proof: status.proof,
    imageHash: status.imageHash,
  }
  const { phase } = upload.stage
  if (status.state === 'active') return compareDigests(at(known, { phase: 'done', isSame: true }))
  if (status.state === 'mismatch') return at(known, { phase: 'done', isSame: false })
  if (status.state === 'failed') {
    const { code = 'internal', detail, requestId } = status.error ?? {}
    return at(known, {
      phase: 'failed',
      failure: {
        code,
        during: 'glance',
        detail: detail ?? undefined,
        requestId: requestId ?? undefined,
      },
    })
  }
  if (phase === 'done' || phase === 'failed') return known
  // A long request is confirmed at its end only; what arrived of it counts before.
  if (phase === 'sending' || phase === 'paused') {
    return { ...known, received: Math.max(upload.received, status.received) }
  }
  if (!allReceived(upload)) return known
  if (status.state === 'needs_sign_in') {
    return at(known, { phase: 'waiting', reason: 'sign_in', until: null })
  }
  // Without a copy on the server a break behind it costs the bytes: they are asked for again.
  if (status.received < upload.file.size) {
    return at({ ...known, received: status.received, sent: status.received }, { phase: 'sending' })
  }
  return at(known, { phase: status.state === 'verifying' ? 'verifying' : 'forwarding' })
}

/** Judges both digests once they are at hand, which happens at the very end and in either order. */
export function compareDigests(upload: Upload): Upload {
  const { digest, imageHash, stage } = upload
  if (stage.phase !== 'done' || digest.value === null || imageHash?.algorithm !== 'sha512') {
    return upload
  }
  const isSame = digest.value === imageHash.value.toLowerCase()
  return { ...upload, proof: isSame ? 'client' : upload.proof, stage: { phase: 'done', isSame } }
}

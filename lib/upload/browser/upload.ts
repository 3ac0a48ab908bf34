import type { ErrorCode } from '@/lib/errors'
import type { CreateImage } from '@/lib/schemas/image'
import type { UploadProof, UploadState } from '@/lib/upload/protocol'
import type { Inspection } from './inspection'

/** What can be known of a file without reading it. Size in bytes, time in milliseconds since 1970. */
export type FileFacts = { name: string; size: number; lastModified: number }

/** What is done with the Glance record of an upload that is given up. */
export type RecordChoice = 'delete' | 'keep'

/** Why an upload rests although nobody paused it. */
export type WaitReason = 'offline' | 'server' | 'sign_in'

/** Why an upload does not go on by itself, and during which step that came up. */
export type Failure = {
  code: ErrorCode
  during: 'reading' | 'creating' | 'sending' | 'glance' | 'cancelling'
  detail?: string | undefined
  requestId?: string | undefined
}

/** Where an upload stands, with what belongs to that place only. */
export type Stage =
  | { phase: 'chosen' | 'inspecting' | 'ready' | 'refused' }
  | { phase: 'lined_up' | 'creating' | 'sending' | 'paused' | 'forwarding' | 'verifying' }
  | { phase: 'waiting'; reason: WaitReason; until: number | null }
  | { phase: 'done'; isSame: boolean }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'cancelling' | 'cancelled'; choice: RecordChoice }

export type Phase = Stage['phase']

/** The browser's own SHA-512 of the file. `read` is in bytes. */
export type Digest = {
  state: 'off' | 'reading' | 'ready' | 'failed'
  read: number
  value: string | null
}

/** One file on its way to one image. Never changed in place: the screen compares references. */
export type Upload = {
  /** Our own handle on it; the server's is `uploadId`. */
  key: string
  scope: string
  /** A file chosen for a new image, or to fill one that exists: two forms, each with its drafts. */
  purpose: 'create' | 'fill'
  file: FileFacts
  stage: Stage
  inspection: Inspection | null
  /** The person read the warnings about the file and wants it all the same. */
  isOverridden: boolean
  /** The record to make; null when the bytes are for an image that exists. */
  record: CreateImage | null
  imageName: string
  /** Store for the data; without one the cloud's default takes it. */
  store?: string | undefined
  imageId: string | null
  /** True once the Glance record is known to exist. */
  hasRecord: boolean
  uploadId: string | null
  /** Bytes that left this machine; part of them may still be on the way. */
  sent: number
  /** Bytes that the dashboard confirmed. */
  received: number
  /** Bytes that Glance took in its present PUT. */
  forwarded: number
  /** What the dashboard says about its own half. */
  serverState: UploadState | null
  /** False when the dashboard keeps no copy, so that a break means sending from the start. */
  survivesBreak: boolean
  /** Breaks in a row without a byte of progress. */
  attempts: number
  proof: UploadProof
  imageHash: { algorithm: string; value: string } | null
  digest: Digest
  /** When the bytes began to flow, in milliseconds since 1970. */
  startedAt: number | null
}

/** A new upload that nothing has been done for. */
export function newUpload(
  key: string,
  scope: string,
  file: FileFacts,
  purpose: Upload['purpose'] = 'create',
): Upload {
  return {
    key,
    scope,
    purpose,
    file,
    stage: { phase: 'chosen' },
    inspection: null,
    isOverridden: false,
    record: null,
    imageName: file.name,
    imageId: null,
    hasRecord: false,
    uploadId: null,
    sent: 0,
    received: 0,
    forwarded: 0,
    serverState: null,
    survivesBreak: true,
    attempts: 0,
    proof: 'none',
    imageHash: null,
    digest: { state: 'off', read: 0, value: null },
    startedAt: null,
  }
}

const drafts: readonly Phase[] = ['chosen', 'inspecting', 'ready', 'refused']
const ended: readonly Phase[] = ['done', 'failed', 'cancelled']

/** True while the person still fills in the form for it. */
export function isDraft(upload: Upload): boolean {
  return drafts.includes(upload.stage.phase)
}

/** True when nothing more happens without a person. */
export function isEnded(upload: Upload): boolean {
  return ended.includes(upload.stage.phase)
}

/** True while this tab still holds bytes that nobody else has: closing it interrupts the upload. */
export function needsThisTab(upload: Upload): boolean {
  if (isDraft(upload) || isEnded(upload) || upload.stage.phase === 'cancelling') return false
  return upload.uploadId === null || upload.received < upload.file.size
}

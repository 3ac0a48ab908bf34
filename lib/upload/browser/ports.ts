import type { CreateImage } from '@/lib/schemas/image'
import type { UploadList, UploadMetadata, UploadStatus, UploadUpdate } from '@/lib/schemas/upload'
import type { Reading } from './digest'
import type { Inspection } from './inspection'
import type { Opened } from './open-upload'
import type { ResumeStore } from './resume-store'
import type { Sending, SendJob } from './transport'
import type { RecordChoice } from './upload'

/** The image records, as far as the engine needs them. Errors are AppErrors. */
export type Records = {
  create: (scope: string, record: CreateImage) => Promise<unknown>
  status: (scope: string, imageId: string) => Promise<string>
  remove: (scope: string, imageId: string) => Promise<unknown>
  /** Tells the screens that an image is not what it was. */
  changed: (scope: string, imageId: string) => void
}

/** The dashboard's half of an upload. Errors are AppErrors. */
export type Server = {
  open: (scope: string, size: number, metadata: UploadMetadata) => Promise<Opened>
  list: (scope: string) => Promise<UploadList>
  get: (scope: string, uploadId: string) => Promise<UploadStatus>
  update: (scope: string, uploadId: string, update: UploadUpdate) => Promise<UploadStatus>
  end: (scope: string, uploadId: string, image: RecordChoice) => Promise<unknown>
}

/** Everything outside the engine, so that a test can put its own in place. */
export type Ports = {
  records: Records
  server: Server
  send: (job: SendJob) => Sending
  inspect: (file: File) => Promise<Inspection>
  fingerprint: (file: File) => Promise<string | null>
  digest: (file: File, onRead: (bytes: number) => void) => Reading
  /** True when files are hashed here without being asked to. */
  hashesByItself: () => boolean
  memory: ResumeStore
  isOnline: () => boolean
  now: () => number
  /** A number from 0 to 1. */
  random: () => number
  /** Calls `work` after `ms`; returns the way to call it off. */
  later: (ms: number, work: () => void) => () => void
  newId: () => string
  /** Somebody has to sign in again. */
  sessionEnded: () => void
}

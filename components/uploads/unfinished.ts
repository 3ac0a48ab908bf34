import type { UploadStatus } from '@/lib/schemas/upload'
import type { KnownFile } from '@/lib/upload/browser/recognise'
import type { Upload } from '@/lib/upload/browser/upload'
import { isSettled } from '@/lib/upload/protocol'

/** Uploads that the dashboard keeps and that no row of this window stands for. */
export function unfinishedOf(
  listed: readonly UploadStatus[],
  uploads: readonly Upload[],
): UploadStatus[] {
  const here = new Set(uploads.map(({ uploadId }) => uploadId))
  return listed.filter(
    ({ id, state }) => !here.has(id) && (!isSettled(state) || state !== 'active'),
  )
}

/** True while the person has to bring the file: bytes are missing that only it holds. */
export function needsFile({ received, size, state }: UploadStatus): boolean {
  return received < size && state !== 'active' && state !== 'mismatch'
}

/** The file that an unfinished upload began with, for comparing it with one that is picked again. */
export function knownFileOf({ filename, size, fileDate, fingerprint }: UploadStatus): KnownFile {
  return { name: filename, size, lastModified: Number(fileDate ?? 0), fingerprint }
}

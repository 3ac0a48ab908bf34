import type { Upload } from '@/lib/upload/browser/upload'
import { isSettled, type UploadStatus } from '@/lib/upload/protocol'

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

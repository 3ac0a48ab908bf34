import { isDraft, isEnded, type Upload } from './upload'

/** All uploads of this tab taken together. Bytes; `share` from 0 to 1. */
export type Totals = {
  running: number
  waiting: number
  paused: number
  done: number
  failed: number
  sent: number
  size: number
  share: number
}

/**
 * Sums up what the dock's one line and the tab's title say. Uploads that ended well count until
 * they are dismissed, so that the share does not jump back when one of several is through.
 */
export function totalsOf(uploads: readonly Upload[]): Totals {
  const totals = { running: 0, waiting: 0, paused: 0, done: 0, failed: 0, sent: 0, size: 0 }
  for (const upload of uploads) {
    const { phase } = upload.stage
    if (isDraft(upload) || phase === 'cancelled' || phase === 'cancelling') continue
    if (phase === 'failed') {
      totals.failed++
      continue
    }
    totals.sent += Math.min(upload.sent, upload.file.size)
    totals.size += upload.file.size
    if (phase === 'done') totals.done++
    else if (phase === 'paused') totals.paused++
    else if (phase === 'waiting' || phase === 'lined_up') totals.waiting++
    else totals.running++
  }
  return { ...totals, share: totals.size > 0 ? totals.sent / totals.size : 0 }
}

/** True while something is still to happen without a person. */
export function isBusy({ running, waiting }: Totals): boolean {
  return running + waiting > 0
}

/** The uploads that the dock shows. */
export function inDock(uploads: readonly Upload[]): readonly Upload[] {
  return uploads.filter((upload) => !isDraft(upload) && upload.stage.phase !== 'cancelled')
}

/** True when every upload that was begun has ended, and at least one has ended well. */
export function areAllDone(uploads: readonly Upload[]): boolean {
  const begun = uploads.filter((upload) => !isDraft(upload))
  return begun.every(isEnded) && begun.some(({ stage }) => stage.phase === 'done')
}

import { isAppError } from '@/lib/errors'
import type { Workbench } from './workbench'

/**
 * Ends what exists of a cancelled upload: on the server, and, if so chosen, the image record. What
 * is gone already counts as ended.
 *
 * @param wasBegun True when a record may have been made although its answer never came.
 * @throws AppError when something may be left behind.
 */
export async function giveUp(
  { ports, get, dispatch }: Workbench,
  key: string,
  wasBegun: boolean,
): Promise<void> {
  const upload = get(key)
  if (upload?.stage.phase !== 'cancelling') return
  const { scope, uploadId, imageId, hasRecord } = upload
  const { choice } = upload.stage
  let isRecordLeft = choice === 'delete' && (hasRecord || wasBegun)
  if (uploadId) {
    const wasThere = await unlessGone(ports.server.end(scope, uploadId, choice))
    if (wasThere) isRecordLeft = false
    await ports.memory.remove(uploadId)
  }
  if (isRecordLeft && imageId) await unlessGone(ports.records.remove(scope, imageId))
  dispatch(key, { type: 'cancelled' })
  if (imageId) ports.records.changed(scope, imageId)
}

async function unlessGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (isAppError(error, 'not_found') || isAppError(error, 'gone')) return false
    throw error
  }
}

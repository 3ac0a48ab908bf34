import 'server-only'
import { env } from '@/lib/env'
import type { Check } from '@/lib/schemas/system'
import { spoolFree } from './registry'
import { spoolStore } from './state'

const LITTLE_BYTES = 64 * 1024 * 1024

/** Whether the spool that is configured can take bytes. A full one is no failure: uploads are relayed. */
export async function spoolCheck(): Promise<Check> {
  if (!env().UPLOAD_SPOOL_DIR) return { state: 'off', reason: 'no spool is configured' }
  const store = await spoolStore()
  if (!store) return { state: 'failed', reason: 'the spool cannot be used' }
  const free = (await spoolFree()) ?? 0
  return free < LITTLE_BYTES
    ? { state: 'ok', reason: 'full: uploads are relayed' }
    : { state: 'ok' }
}

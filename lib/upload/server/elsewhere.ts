import 'server-only'
import { elsewhereError } from './claims'
import { parseRecord, type UploadRecord } from './record'
import { spoolStore, state } from './state'

/** An upload in the spool that this process does not work on. */
export type Elsewhere = {
  record: UploadRecord
  /** Bytes of it in the spool. */
  spooled: number
  /** Address of the copy that does; '' when it has none, nothing when none does. */
  holder: string | undefined
}

const KEPT_MS = 1_000
const cache = globalThis as { __vitrineElsewhere?: { at: number; found: Promise<Elsewhere[]> } }

/** Uploads in the spool that other processes work on, or nobody. Looked up at most once a second. */
export function uploadsElsewhere(now = Date.now()): Promise<Elsewhere[]> {
  const known = cache.__vitrineElsewhere
  if (known && now - known.at < KEPT_MS) return known.found
  const found = lookAround()
  cache.__vitrineElsewhere = { at: now, found }
  return found
}

async function lookAround(): Promise<Elsewhere[]> {
  const store = await spoolStore()
  if (!store) return []
  const { uploads, claims } = state()
  const ids = (await store.list().catch(() => [])).filter((id) => !uploads.has(id))
  const holders = (await claims?.holders(ids).catch(() => [])) ?? []
  const found = await Promise.all(
    ids.map(async (id, index): Promise<Elsewhere[]> => {
      const record = parseRecord(await store.loadRecord(id).catch(() => undefined))
      if (!record) return []
      const spooled = await store.size(id).catch(() => 0)
      return [{ record, spooled, holder: holders[index] }]
    }),
  )
  return found.flat()
}

/**
 * Address of the other copy that works on an upload; nothing when that is this one or none.
 *
 * @throws AppError `upstream_down` when nobody can tell, or that copy cannot be reached by others.
 */
export async function holderOf(id: string): Promise<string | undefined> {
  const { uploads, claims } = state()
  if (uploads.has(id) || !claims) return undefined
  const [holder] = await claims.holders([id])
  if (holder === '') throw elsewhereError()
  return holder
}

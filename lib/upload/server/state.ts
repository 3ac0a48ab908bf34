import 'server-only'
import { sharedStore } from '@/lib/copies/store'
import { env } from '@/lib/env'
import { logger } from '@/lib/log'
import type { Claims } from './claims'
import { openDirectorySpool } from './directory-spool'
import { fencedSpool } from './fenced-spool'
import { sharedClaims } from './shared-claims'
import type { SpoolStore } from './spool-store'
import type { Upload } from './upload'

type State = {
  uploads: Map<string, Upload>
  loading: Map<string, Promise<Upload | undefined>>
  spool: Promise<SpoolStore | undefined> | undefined
  claims: Claims | undefined
  /** Ids that were complained about. */
  unreadable: Set<string>
  /** True once the uploads were handed over: this process takes none again. */
  isHandedOver: boolean
}

// Route handlers and the start-up code are bundled apart; what they share lives on the global object.
const holder = globalThis as { __vitrineUploads?: State }

/** What this process knows of uploads. */
export function state(): State {
  holder.__vitrineUploads ??= {
    uploads: new Map(),
    loading: new Map(),
    spool: undefined,
    claims: sharedStore().isShared ? openClaims() : undefined,
    unreadable: new Set(),
    isHandedOver: false,
  }
  return holder.__vitrineUploads
}

function openClaims(): Claims {
  return sharedClaims(sharedStore(), env().COPY_URL ?? '', (id) => {
    const upload = state().uploads.get(id)
    state().uploads.delete(id)
    void upload?.abandon()
  })
}

/** Every upload that this process works on. */
export function knownUploads(): Upload[] {
  return [...state().uploads.values()]
}

/** The spool, or nothing when none is configured or it cannot be used. */
export function spoolStore(): Promise<SpoolStore | undefined> {
  const shared = state()
  shared.spool ??= openSpool()
  return shared.spool
}

async function openSpool(): Promise<SpoolStore | undefined> {
  const directory = env().UPLOAD_SPOOL_DIR
  if (!directory) return undefined
  const { claims } = state()
  try {
    const store = await openDirectorySpool(directory, claims)
    return claims ? fencedSpool(store, claims) : store
  } catch (error) {
    logger().error(
      { err: error },
      'the upload spool cannot be used; uploads will not survive a break',
    )
    state().spool = undefined
    return undefined
  }
}

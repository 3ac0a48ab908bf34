import 'server-only'
import { appError } from '@/lib/errors'

/** Which process works on an upload: one at a time, whoever is asked. */
export type Claims = {
  /** True when several copies of the dashboard see the same claims. */
  readonly isShared: boolean
  /**
   * Makes this process the one that works on the upload.
   *
   * @returns false while another living process is that.
   */
  take(id: string): Promise<boolean>
  /** Gives the claim back. */
  release(id: string): Promise<void>
  /** Who else works on each upload: the address of that copy, '' when it has none; nothing for ours and free ones. */
  holders(ids: readonly string[]): Promise<Array<string | undefined>>
  /**
   * Settles when the claim is surely ours, and waits while nobody can tell.
   *
   * @throws Error when another process has it.
   */
  held(id: string): Promise<void>
  /** Whether the claim is surely ours at this moment. */
  isHeld(id: string): boolean
}

/** The answer while it is not known who works on an upload, or that copy does not answer. */
export function elsewhereError() {
  return appError('upstream_down', {
    detail: 'Another copy of the dashboard works on this upload and does not answer just now.',
    extra: { dashboard: true, retryAfter: 1 },
  })
}

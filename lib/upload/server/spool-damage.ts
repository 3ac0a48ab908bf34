import 'server-only'
import { type AppError, appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import type { Flow } from './flow'
import type { UploadRecord } from './record'

/** At most so many bytes come in before they are vouched for. */
const STEP_BYTES = 64 * 1024 * 1024

/**
 * Notices when a spool no longer holds what came in. While the process lives, the digest is made of
 * the bytes as they come or soon after; after a restart it is made of the whole spool, and damaged
 * bytes would prove themselves. So the record keeps what the bytes until the last chunk hashed to.
 */
export class SpoolDamage {
  /** Settles when it is known whether the spool can be sent from. */
  looked: Promise<AppError | undefined> = Promise.resolve(undefined)
  #record: UploadRecord
  #flow: Flow
  #save: () => Promise<void>
  #isFollowing = false

  constructor(record: UploadRecord, flow: Flow, save: () => Promise<void>) {
    this.#record = record
    this.#flow = flow
    this.#save = save
  }

  /** Notes the digest of all that is in the spool now, once it is made. */
  async vouch(): Promise<void> {
    const { hasSpool, spooled } = this.#flow
    if (hasSpool && spooled > 0 && spooled !== this.#record.vouched?.bytes)
      await this.#vouchFor(spooled)
  }

  /** Does so from time to time while bytes come in: one request may carry a whole file. */
  async follow(): Promise<void> {
    if (this.#isFollowing || !this.#flow.hasSpool) return
    this.#isFollowing = true
    const next = () => (Math.floor(this.#flow.spooled / STEP_BYTES) + 1) * STEP_BYTES
    while (await this.#vouchFor(next()));
    this.#isFollowing = false
  }

  async #vouchFor(bytes: number): Promise<boolean> {
    const { digest } = this.#flow
    const sha512 = await digest.prefix(bytes)
    // A chunk may have been taken back meanwhile, or the upload have ended.
    if (!sha512 || digest !== this.#flow.digest || this.#record.end) return false
    this.#record.vouched = { bytes, sha512 }
    await this.#save()
    return true
  }

  /** Compares the spool with what was noted. @returns the error to tell when it is damaged. */
  look(): Promise<AppError | undefined> {
    this.looked = this.#compare()
    return this.looked
  }

  /** Begins anew at byte 0 if the spool is damaged; for an upload that nobody sends to just now. */
  async repair(): Promise<void> {
    if (!(await this.looked)) return
    this.#record.vouched = undefined
    await this.#flow.rollBack(0)
    this.looked = Promise.resolve(undefined)
  }

  async #compare(): Promise<AppError | undefined> {
    const { vouched, id, end } = this.#record
    if (!vouched || (end && end.state !== 'failed')) return undefined
    const { spooled, digest, vouchedDigest } = this.#flow
    const found = await vouchedDigest
    if (found === vouched.sha512 || digest !== this.#flow.digest) return undefined
    logger().error({ upload: id, spooled, vouched: vouched.bytes }, 'the spool is damaged')
    return appError('internal', {
      detail: 'The bytes that the dashboard kept of this file are damaged. Send the file again.',
    })
  }
}

import 'server-only'
import { type AppError, appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import type { Cloud } from '@/lib/openstack/cloud'
import { Flow } from './flow'
import { markMismatch, proveUpload, withClientDigest } from './proof'
import { Push } from './push'
import { type ByteSource, receive } from './receive'
import { endError, expiresAt, failedEnd, type UploadEnd, type UploadRecord } from './record'
import { RecordKeeper } from './record-keeper'
import { replaceImage } from './replace-image'
import { SpoolDamage } from './spool-damage'
import type { SpoolStore } from './spool-store'
import { tellEnd } from './tell-end'
import { UploadToken } from './upload-token'

const CLIENT_GONE_MS = 30_000
const RELAY_WAIT_MS = 25_000

export type Checksum = { algorithm: string; hex: string }

/** One upload in this process: its bytes, its way to Glance, and what is kept of it. */
export class Upload {
  readonly flow: Flow
  readonly push: Push
  isRemoved = false
  needsSignIn = false
  #store: SpoolStore | undefined
  #interrupt: AbortController | undefined
  #token: UploadToken
  #keeper: RecordKeeper
  #damage: SpoolDamage

  /**
   * @param record Kept by reference and changed.
   * @param store Where record and bytes are kept; without it nothing survives this process.
   * @param spooled Bytes of it in the store.
   */
  constructor(
    readonly record: UploadRecord,
    store: SpoolStore | undefined,
    spooled: number,
  ) {
    const { id, size } = record
    this.#store = store
    this.#token = new UploadToken(record)
    this.#keeper = new RecordKeeper(record, store)
    const fits = record.survivesBreak ? store : undefined
    this.flow = new Flow({
      id,
      spooled,
      vouched: record.vouched?.bytes,
      store: fits,
      onSpoolLost: () => {
        record.survivesBreak = false
        void this.save()
      },
    })
    this.#damage = new SpoolDamage(record, this.flow, () => this.save())
    this.push = new Push({
      record,
      ready: async () => (await this.#damage.looked) === undefined,
      size,
      flow: this.flow,
      read: async (offset, into) => (await fits?.read(id, offset, into)) ?? 0,
      cloud: () => this.#token.cloud(),
      mayBegin: () => this.#isClientHere(),
      countSend: () => {
        record.sends++
        void this.save()
      },
      replace: async (cloud, image) => {
        const made = await replaceImage(cloud, image)
        record.replaces = image.id
        record.imageId = made.id
        await this.save()
      },
      finish: async (cloud, image) =>
        this.#settle(await proveUpload(cloud, image, { record, flow: this.flow, store })),
      fail: (error) => this.#fail(error),
      needSignIn: (refused) => {
        if (refused !== undefined && this.#token.refuse(refused)) return true
        this.needsSignIn = true
        return false
      },
    })
  }

  get isWhole(): boolean {
    return this.flow.received === this.record.size
  }

  get expiresAt(): number {
    return expiresAt(this.record)
  }

  /**
   * Takes one chunk of the client at `flow.received`.
   *
   * @param limit Most bytes it may hold.
   * @param checksum What it must hash to; else it is taken back.
   * @returns The new offset.
   * @throws AppError why the chunk was not taken whole; what came of it counts all the same, unless
   *   it had a checksum. `extra.checksum` marks one that did not match.
   */
  async receiveChunk(source: ByteSource, limit: number, checksum?: Checksum): Promise<number> {
    const { flow } = this
    if (this.record.end?.error) throw endError(this.record.end)
    const interrupt = new AbortController()
    this.#interrupt = interrupt
    const from = flow.received
    const digest = checksum ? flow.beginChunkDigest(checksum.algorithm) : undefined
    const watch = setInterval(() => this.#watchRelay(), 1000)
    try {
      flow.begin()
      void this.#damage.follow()
      this.push.run()
      try {
        await receive(source, flow, limit, interrupt.signal)
      } finally {
        await flow.settle()
      }
      if (digest && (await digest.finish(flow.received)) !== checksum?.hex)
        throw appError('invalid', { extra: { checksum: false } })
    } catch (error) {
      if (digest) await this.#takeBack(from)
      throw this.record.end?.error ? endError(this.record.end) : error
    } finally {
      clearInterval(watch)
      flow.endChunkDigest()
      this.#interrupt = undefined
      void this.#damage.vouch()
      this.#keeper.touch()
    }
    if (this.isWhole) await this.#lastByte()
    return flow.received
  }

  /** Looks whether the spool still holds what came in; to be called after a restart. */
  async check(): Promise<void> {
    const error = await this.#damage.look()
    if (error && !this.record.end) await this.#fail(error)
  }

  /** Ends the chunk that is being read, so that a newer request can take over. */
  interrupt(): void {
    this.#interrupt?.abort()
  }

  /**
   * The owner is here with a token that may be fresher than ours.
   *
   * @throws AppError `unauthenticated` when it is the very token that was refused.
   */
  renew(cloud: Cloud): void {
    if (this.record.end || !this.#token.offer(cloud, this.needsSignIn)) return
    void this.save()
    if (!this.needsSignIn) return
    this.needsSignIn = false
    this.push.restart()
  }

  /** Another try after a failure. The bytes must still be there. */
  async retry(cloud: Cloud): Promise<void> {
    if (this.record.end?.state !== 'failed') return
    await this.#damage.repair()
    this.record.end = null
    this.needsSignIn = true
    this.#keeper.touch()
    this.renew(cloud)
  }

  /** Takes the digest that the client made of its own file. */
  async compareClient(cloud: Cloud, sha512: string): Promise<void> {
    const { record } = this
    record.clientSha512 = sha512
    const before = record.end
    if (before) record.end = withClientDigest(before, sha512)
    if (before?.state === 'active' && record.end?.state === 'mismatch')
      await markMismatch(cloud, record.imageId)
    await this.save()
  }

  /** Stops everything and forgets the bytes. The image record stays. */
  async remove(): Promise<void> {
    await this.abandon()
    await this.#store?.remove(this.record.id)
  }

  /** Stops everything and leaves what is kept to whoever has it now. */
  async abandon(): Promise<void> {
    this.isRemoved = true
    this.interrupt()
    await this.push.close()
    await this.flow.close()
    await this.#keeper.close()
  }

  save = (): Promise<void> => this.#keeper.save()

  #isClientHere(): boolean {
    if (this.#interrupt) return true
    const { hasSpool, received } = this.flow
    const idleMs = Date.now() - Date.parse(this.record.touchedAt)
    return hasSpool && received > 0 && idleMs < CLIENT_GONE_MS
  }

  async #takeBack(from: number): Promise<void> {
    const isSent = (this.push.sink?.expects ?? 0) > from
    if (isSent || !this.flow.hasSpool) this.push.breakOff()
    await this.flow.rollBack(from)
  }

  // Relayed bytes exist nowhere else: their last chunk is answered when Glance has them.
  async #lastByte(): Promise<void> {
    this.push.run()
    if (this.flow.hasSpool) return
    await Promise.race([
      this.push.finished(),
      new Promise((resolve) => setTimeout(resolve, RELAY_WAIT_MS)),
    ])
    if (this.record.end?.error) throw endError(this.record.end)
    if (!this.isWhole) throw appError('upstream_down')
  }

  #relayWaits = 0
  #watchRelay(): void {
    this.#relayWaits = this.flow.isWaitingForSink && !this.push.sink ? this.#relayWaits + 1 : 0
    if (this.#relayWaits * 1000 >= RELAY_WAIT_MS) this.flow.giveUpRelay()
  }

  async #fail(error: AppError): Promise<void> {
    const { code, detail = null, requestId = null, cause: err } = error
    logger().warn({ upload: this.record.id, code, detail, requestId, err }, 'upload failed')
    // Both at once: a moment later the running chunk may be one of the next try.
    await Promise.all([this.#settle(failedEnd({ code, detail, requestId })), this.interrupt()])
  }

  async #settle(end: UploadEnd): Promise<void> {
    Object.assign(this.record, { end, sealedToken: null })
    this.#keeper.touch()
    tellEnd(this.record, end)
    if (end.state !== 'failed') {
      this.flow.digest.drop()
      await this.#store?.removeData(this.record.id).catch(() => undefined)
    }
    await this.save()
  }
}

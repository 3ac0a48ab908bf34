import 'server-only'
import { AppError, appError } from '@/lib/errors'
import { openImageUpload } from '@/lib/glance/data'
import { getImage } from '@/lib/glance/images'
import type { Cloud } from '@/lib/openstack/cloud'
import type { Image } from '@/lib/schemas/image'
import type { Flow } from './flow'
import { GlanceSink, type SinkTimes } from './glance-sink'
import { afterError, backOffMs, SAVING_LIMIT_MS, STUCK_MS } from './push-rules'
import type { UploadRecord } from './record'

/** What the push needs of its upload. */
export type PushHost = {
  /** Kept by reference: the image changes when Glance's record had to be replaced. */
  record: Pick<UploadRecord, 'imageId' | 'store' | 'sends' | 'end'>
  size: number
  flow: Flow
  read: (offset: number, into: Uint8Array) => Promise<number>
  /** Settles once it is known whether the spool may be sent from; nothing is sent when it is false. */
  ready?: () => Promise<boolean>
  /** Nothing when the token has ended. */
  cloud: () => Cloud | undefined
  /** False while bytes are missing and nobody is there to send them. */
  mayBegin: () => boolean
  countSend: () => void
  /** Takes another record, because Glance will not let go of this one. */
  replace: (cloud: Cloud, image: Image) => Promise<void>
  /** The image is active: prove it. Errors are handled as those of sending. */
  finish: (cloud: Cloud, image: Image) => Promise<void>
  fail: (error: AppError) => Promise<void>
  /** The token ended, or Glance refused it. @returns whether there is another by now. */
  needSignIn: (refused?: string) => boolean
  times?: Partial<SinkTimes>
}

/** A connection that lived this long was a good one: the next attempt need not wait long. */
const LIVED_MS = 30_000

export type PushPhase = 'resting' | 'sending' | 'waiting' | 'verifying'

/** Brings one upload into Glance in the background, as often as it takes. */
export class Push {
  sink: GlanceSink | undefined
  phase: PushPhase = 'resting'
  /** When the next attempt begins, in ms since 1970. */
  nextTryAt: number | undefined
  #host: PushHost
  #running: Promise<void> | undefined
  /** `run` was called since the present attempt began, or since its connection ended. */
  #isWanted = false
  #isClosed = false
  #wake: () => void = () => undefined
  #failures = 0
  #refusals = 0
  #breaks = 0
  #savingSince: number | undefined
  #isBrokenOff = false

  constructor(host: PushHost) {
    this.#host = host
  }

  /** Makes sure that the upload is on its way; returns at once. */
  run(): void {
    if (this.#isClosed) return
    this.#isWanted = true
    this.#running ??= this.#loop()
  }

  /** Begins anew after a person did something about it: no waiting, no memory of failures. */
  restart(): void {
    this.#failures = 0
    this.#refusals = 0
    this.#breaks = 0
    this.#wake()
    this.run()
  }

  /** Settles when it has stopped running, for whatever reason. */
  async finished(): Promise<void> {
    await this.#running
  }

  /** Breaks the connection off because bytes that went out were wrong; sends again at once. */
  breakOff(): void {
    if (!this.sink) return
    this.#isBrokenOff = true
    this.#host.flow.detach(false)
    this.sink.destroy()
  }

  /** Stops for good. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.sink?.destroy()
    this.#wake()
    await this.#running
  }

  async #loop(): Promise<void> {
    try {
      if ((await this.#host.ready?.()) === false) return
      // Whoever calls `run` while an attempt gives up would otherwise be forgotten.
      while (!this.#isClosed && ((await this.#attempt()) || this.#isWanted));
    } catch (error) {
      await this.#host.fail(
        error instanceof AppError ? error : appError('internal', { cause: error }),
      )
    } finally {
      this.phase = 'resting'
      this.#running = undefined
    }
  }

  /** @returns whether to try again. */
  async #attempt(): Promise<boolean> {
    this.#isWanted = false
    const { flow, size, record } = this.#host
    if (record.end) return false
    const isWhole = flow.received === size
    if (!isWhole && (!this.#host.mayBegin() || this.#isTooSlow())) return false
    const cloud = this.#host.cloud()
    if (!cloud) return this.#host.needSignIn()
    try {
      const image = await getImage(cloud, this.#host.record.imageId)
      if (this.#isClosed) return false
      if (image.status === 'queued') return await this.#send(cloud)
      return await this.#notQueued(cloud, image)
    } catch (error) {
      return this.#again(error, cloud)
    }
  }

  async #send(cloud: Cloud): Promise<boolean> {
    const { flow, size, times } = this.#host
    this.#savingSince = undefined
    this.#isBrokenOff = false
    const stream = openImageUpload(cloud, this.#host.record.imageId, {
      length: size,
      askFirst: this.#failures > 0,
      store: this.#host.record.store,
    })
    const sink = new GlanceSink({
      stream,
      size,
      spool: { end: () => flow.spooled, read: this.#host.read },
      onReady: () => flow.wake(),
      ...(times ? { times } : {}),
    })
    this.sink = sink
    this.phase = 'sending'
    this.#host.countSend()
    flow.attach(sink)
    const startedAt = Date.now()
    const outcome = await sink.outcome
    this.#isWanted = false
    this.sink = undefined
    flow.detach(outcome.ok)
    if (this.#isClosed) return false
    if (outcome.ok) return this.#prove(cloud)
    if (this.#isBrokenOff) return true
    if (flow.received < size || sink.expects < size) this.#breaks++
    if (sink.isIdle) return false
    if (Date.now() - startedAt > LIVED_MS) this.#failures = 0
    return this.#again(outcome.error, cloud)
  }

  async #prove(cloud: Cloud, known?: Image): Promise<boolean> {
    this.phase = 'verifying'
    const image = known ?? (await getImage(cloud, this.#host.record.imageId))
    await this.#host.finish(cloud, image)
    return false
  }

  // A link that lets the connection rest too often: the whole file first, then at full speed.
  #isTooSlow(): boolean {
    return this.#host.flow.hasSpool && this.#breaks >= 3
  }

  async #notQueued(cloud: Cloud, image: Image): Promise<boolean> {
    const { flow, size } = this.#host
    const isWhole = flow.received === size
    // The answer to our last PUT may have been lost; the digest will tell whose bytes these are.
    if (image.status === 'active' && isWhole && image.size === size)
      return this.#prove(cloud, image)
    if (image.status !== 'saving') throw notQueued(image.status)
    this.#savingSince ??= Date.now()
    const waited = Date.now() - this.#savingSince
    if (waited > STUCK_MS && this.#host.record.sends > 0) {
      await this.#host.replace(cloud, image)
      return true
    }
    if (waited > SAVING_LIMIT_MS) throw notQueued(image.status)
    await this.#sleep(backOffMs(Math.min(3, this.#failures++)))
    return true
  }

  async #again(error: unknown, cloud: Cloud): Promise<boolean> {
    const next = afterError(error, this.#refusals)
    if (next === 'fail') {
      await this.#host.fail(
        error instanceof AppError ? error : appError('internal', { cause: error }),
      )
      return false
    }
    if (next === 'sign_in') return this.#host.needSignIn(cloud.token)
    if (next === 'refused') this.#refusals++
    await this.#sleep(backOffMs(this.#failures++))
    return true
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#isClosed) return
    this.phase = 'waiting'
    this.nextTryAt = Date.now() + ms
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
    this.nextTryAt = undefined
  }
}

function notQueued(status: string): AppError {
  return appError('conflict', {
    detail: `The image is "${status}" in Glance; data can only be sent while it is "queued".`,
    extra: { final: true },
  })
}

import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { UploadOutcome, UploadStream } from '@/lib/openstack/upload-stream'
import { GlanceSink, type SinkTimes } from './glance-sink'
import { PiecePool, release } from './pieces'

/** A stream that keeps what it is given and says "flushed" only when told to. */
function stream() {
  const parts: Buffer[] = []
  const waiting: Array<() => void> = []
  let finish: (outcome: UploadOutcome) => void = () => undefined
  const state = { ended: false, destroyed: false, isOpen: true }
  const made: UploadStream = {
    open: Promise.resolve(),
    write: (given, flushed) => {
      parts.push(...given.map((part) => Buffer.from(part)))
      if (state.isOpen) setImmediate(flushed)
      else waiting.push(flushed)
    },
    end: () => {
      state.ended = true
    },
    destroy: () => {
      state.destroyed = true
      finish({ ok: false, error: new Error('destroyed') as never })
    },
    outcome: new Promise((resolve) => {
      finish = resolve
    }),
  }
  const drain = () => {
    state.isOpen = true
    for (const flushed of waiting.splice(0)) flushed()
  }
  return { made, state, drain, bytes: () => Buffer.concat(parts) }
}

const sinks: GlanceSink[] = []
afterEach(() => {
  for (const sink of sinks.splice(0)) sink.destroy()
})

function open(spooled: Buffer, size: number, times: Partial<SinkTimes> = {}) {
  const target = stream()
  const held = { bytes: spooled, reads: 0 }
  const sink = new GlanceSink({
    stream: target.made,
    size,
    spool: {
      end: () => held.bytes.length,
      read: async (offset, into) => {
        held.reads++
        return held.bytes.copy(into, 0, offset)
      },
    },
    onReady: () => undefined,
    times,
  })
  sinks.push(sink)
  return { sink, target, held }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries++) {
    if (tries > 1000) throw new Error('it did not happen')
    await wait(5)
  }
}

function pieceOf(bytes: Buffer, offset: number) {
  const piece = new PiecePool().take(offset)
  if (!piece) throw new Error('no piece')
  piece.length = bytes.copy(piece.memory)
  return piece
}

describe('a sink', () => {
  it('sends what the spool holds, then takes pieces from memory, then ends', async () => {
    const data = randomBytes(2_500_000)
    const { sink, target } = open(data.subarray(0, 2_000_000), data.length)
    await until(() => sink.isLive)
    expect(sink.expects).toBe(2_000_000)
    const piece = pieceOf(data.subarray(2_000_000), 2_000_000)
    sink.push(piece)
    release(piece)
    await until(() => sink.forwarded === data.length && piece.holds === 0)
    expect(target.bytes().equals(data)).toBe(true)
    expect(target.state.ended).toBe(true)
  })

  it('never ends before every byte was given', async () => {
    const { sink, target } = open(randomBytes(100_000), 200_000)
    await until(() => sink.isLive)
    sink.destroy()
    await sink.outcome
    expect(target.state).toMatchObject({ ended: false, destroyed: true })
  })

  it('keeps a little back and drips it while nothing comes', async () => {
    const data = randomBytes(100_000)
    const { sink, target } = open(data, 200_000, { dripMs: 20 })
    await until(() => sink.isLive)
    const first = target.bytes().length
    expect(first).toBe(100_000 - 4096)
    await until(() => target.bytes().length >= first + 3)
    expect(target.bytes().equals(data.subarray(0, target.bytes().length))).toBe(true)
  })

  it('gives up dripping after the longest silence, and says why', async () => {
    const { sink, target } = open(randomBytes(10_000), 200_000, { dripMs: 20, idleMs: 60 })
    await sink.outcome
    expect(sink.isIdle).toBe(true)
    expect(target.state).toMatchObject({ ended: false, destroyed: true })
  })

  it('leaves memory and reads the spool when Glance takes nothing for a while', async () => {
    const data = randomBytes(3_000_000)
    const { sink, target, held } = open(data.subarray(0, 1_000_000), data.length, {
      dripMs: 20,
      stallMs: 40,
    })
    await until(() => sink.isLive)
    target.state.isOpen = false
    const piece = pieceOf(data.subarray(1_000_000, 2_000_000), 1_000_000)
    sink.push(piece)
    await until(() => !sink.isLive)
    held.bytes = data
    target.drain()
    await until(() => target.state.ended)
    expect(target.bytes().equals(data)).toBe(true)
    release(piece)
    expect(piece.holds).toBe(0)
  })

  it('lets its pieces go when the connection dies', async () => {
    const { sink, target } = open(Buffer.alloc(0), 200_000)
    await until(() => sink.isLive)
    target.state.isOpen = false
    const piece = pieceOf(randomBytes(100_000), 0)
    sink.push(piece)
    release(piece)
    expect(piece.holds).toBe(1)
    sink.destroy()
    await sink.outcome
    expect(piece.holds).toBe(0)
  })

  it('is given up when Glance takes nothing at all', async () => {
    const { sink, target } = open(randomBytes(100_000), 200_000, { dripMs: 20, deadMs: 50 })
    target.state.isOpen = false
    await sink.outcome
    expect(target.state).toMatchObject({ ended: false, destroyed: true })
  })
})

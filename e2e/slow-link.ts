import { createServer, connect as dial, type Socket } from 'node:net'

/**
 * What a bad link does, seen from above TCP: bytes up pass at a speed and late, now and then nothing
 * passes for a while (a lost packet that is sent again), and now and then the connection is gone.
 */
export type LinkFaults = {
  /** Bytes per second from the browser on, all connections together. */
  bytesPerSecond: number
  /** Milliseconds one way. */
  latencyMs: number
  /** Chance, for each 16 KiB, that nothing passes for `stallMs`. */
  stallChance?: number
  stallMs?: number
  /** Chance, for each 16 KiB, that its connection is cut. */
  dropChance?: number
}

export type SlowLink = {
  /** Where the far end is reached through the link. */
  url: string
  /** What the link did so far. */
  seen: { stalls: number; drops: number; bytes: number }
  /** Behaves like this from now on. */
  become(faults: LinkFaults): void
  /** Cuts every connection that there is. */
  cut(): void
  /**
   * Passes nothing more on the connections that there are, without a word to either end, as a router
   * does that was started again; new ones work.
   */
  forgetConnections(): void
  close(): Promise<void>
}

type Way = { isForgotten: boolean }

const PART = 16 * 1024

const goodLink: LinkFaults = { bytesPerSecond: 100 * 1024 * 1024, latencyMs: 0 }

/** A proxy on loopback before `farEnd`: a good link, until it is told to become a bad one. */
export async function openSlowLink(farEnd: string): Promise<SlowLink> {
  const { hostname, port } = new URL(farEnd)
  let faults = goodLink
  const seen = { stalls: 0, drops: 0, bytes: 0 }
  const sockets = new Set<Socket>()
  const ways = new Set<Way>()
  const turn = takeTurns()
  const server = createServer((near) => {
    const far = dial(Number(port), hostname)
    const way: Way = { isForgotten: false }
    ways.add(way)
    const drop = () => {
      if (way.isForgotten) return
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', drop)
      socket.on('close', () => {
        sockets.delete(socket)
        ways.delete(way)
        drop()
      })
    }
    void carry(near, far, {
      way,
      latencyMs: () => faults.latencyMs,
      pass: async (length) => {
        const { stallMs = 0, stallChance = 0, dropChance = 0, bytesPerSecond } = faults
        const share = length / PART
        seen.bytes += length
        const isLost = Math.random() < stallChance * share
        if (isLost) seen.stalls++
        await turn((length / bytesPerSecond) * 1000 + (isLost ? stallMs : 0))
        if (Math.random() >= dropChance * share) return true
        seen.drops++
        drop()
        return false
      },
    })
    void carry(far, near, { way, latencyMs: () => faults.latencyMs, pass: async () => true })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const address = server.address()
  const own = address && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${own}`,
    seen,
    become: (next) => {
      faults = next
    },
    forgetConnections: () => {
      for (const way of ways) way.isForgotten = true
    },
    cut,
    close: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

type Carriage = {
  way: Way
  latencyMs: () => number
  /** Waits for the link; false when the connection was cut instead. */
  pass: (length: number) => Promise<boolean>
}

/** Hands bytes on in small parts, each when the link lets it and then as late as the link is long. */
async function carry(from: Socket, to: Socket, { way, latencyMs, pass }: Carriage): Promise<void> {
  const later = (work: () => void) =>
    setTimeout(() => way.isForgotten || to.destroyed || work(), latencyMs())
  try {
    for await (const bytes of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < bytes.length; at += PART) {
        const part = bytes.subarray(at, at + PART)
        if (!(await pass(part.length))) return
        later(() => to.write(part))
        while (to.writableLength > 16 * PART && !to.destroyed) await sleep(5)
      }
    }
    later(() => to.end())
  } catch {
    if (!way.isForgotten) to.destroy()
  }
}

// One after the other, as on a wire: each part holds the link for as long as its bytes take.
function takeTurns() {
  let free = Promise.resolve()
  return (ms: number) => {
    free = free.then(() => sleep(ms))
    return free
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

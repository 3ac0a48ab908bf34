/** A meter of the recent speed. Bytes and milliseconds in, bytes per second out. */
export type SpeedMeter = {
  /** Tells the meter how many bytes are through at this moment. */
  note: (bytes: number, now: number) => void
  /** Bytes per second over the window; null while too little is known. */
  speed: (now: number) => number | null
}

const windowMs = 10_000
const shortestMs = 800

/**
 * Measures over the last ten seconds: long enough not to flicker with each chunk, short enough to
 * follow the link. Falls to zero by itself when nothing is noted any more.
 */
export function createSpeedMeter(): SpeedMeter {
  let samples: Array<{ bytes: number; time: number }> = []
  return {
    note: (bytes, now) => {
      const last = samples.at(-1)
      // A smaller number means that something is sent again; the old pace says nothing about it.
      if (last && bytes < last.bytes) samples = []
      samples.push({ bytes, time: now })
      const oldest = samples.findLastIndex(({ time }) => time <= now - windowMs)
      if (oldest > 0) samples = samples.slice(oldest)
    },
    speed: (now) => {
      const first = samples[0]
      const last = samples.at(-1)
      if (!first || !last || now - first.time < shortestMs) return null
      if (now - last.time > windowMs) return 0
      return ((last.bytes - first.bytes) / (now - first.time)) * 1000
    },
  }
}

/** Seconds until `bytesLeft` are through at this speed; null when that cannot be said. */
export function remainingSeconds(bytesLeft: number, speed: number | null): number | null {
  return speed === null || speed <= 0 ? null : Math.ceil(bytesLeft / speed)
}

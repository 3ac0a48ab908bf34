import { detectImage } from './detect'
import { hazardCodes, type ImageFinding } from './finding'
import { imageKinds } from './kinds'
import { mutate, randomNumbers, type Seed } from './mutate'
import { readingLimits } from './source'

// Runs the readers over broken headers and checks what must hold for any file at all.

export type FuzzReport = {
  inputs: number
  /** Milliseconds for one file. */
  median: number
  p999: number
  slowest: number
  /** The most that one file took at the best of five runs, without the pauses of the machine. */
  slowestAtBest: number
  /** How many findings had each kind, to see that the readers were reached. */
  kinds: Record<string, number>
  /** What must not happen, with the number that gives the same input again. */
  failures: Array<{ input: number; seed: string; what: string }>
}

/** A file may take this long, in milliseconds. */
const timeLimit = 10
/** Files that took longer than this, in milliseconds, are run again to see whether they must. */
const suspicious = 3
const maxFailures = 20

/** A file in memory that notices any reading outside of it or beyond the limits. */
function guardedSource(data: Uint8Array) {
  let total = 0
  return {
    size: data.length,
    readAt(offset: number, length: number): Promise<Uint8Array> {
      const isInside =
        Number.isSafeInteger(offset) &&
        Number.isSafeInteger(length) &&
        offset >= 0 &&
        length > 0 &&
        offset + length <= data.length
      if (!isInside) throw new Error(`read of ${length} bytes at ${offset} of ${data.length}`)
      total += length
      if (total > readingLimits.totalBytes) throw new Error(`${total} bytes read`)
      return Promise.resolve(data.subarray(offset, offset + length))
    },
  }
}

/** The first thing wrong with a finding, or null. */
export function unsoundness(finding: ImageFinding): string | null {
  const { virtualSize } = finding
  if (virtualSize !== null && !(Number.isSafeInteger(virtualSize) && virtualSize >= 0)) {
    return `virtual size ${virtualSize}`
  }
  const odd = finding.hazards.find(({ code }) => !hazardCodes.includes(code))
  if (odd) return `hazard ${odd.code}`
  if (!imageKinds.includes(finding.kind)) return `kind ${finding.kind}`
  if (new Set(finding.hazards.map(({ code }) => code)).size < finding.hazards.length) {
    return 'a hazard told twice'
  }
  const text = JSON.stringify(finding)
  if (text.length > 128 * 1024) return `finding of ${text.length} characters`
  // JSON escapes control characters; bidi characters stand as they are.
  if (/\\u00[01]|[\u202a-\u202e\u2066-\u2069]/.test(text)) return 'unclean text'
  return null
}

type Clock = () => number

async function examine(
  data: Uint8Array,
  clock: Clock,
): Promise<{ finding: ImageFinding; elapsed: number }> {
  const started = clock()
  const finding = await detectImage(guardedSource(data))
  return { finding, elapsed: clock() - started }
}

/** The least time of several runs: a busy machine or a garbage collection slows one, not all. */
async function leastTime(data: Uint8Array, clock: Clock): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 5; run++) least = Math.min(least, (await examine(data, clock)).elapsed)
  return least
}

export type FuzzOptions = {
  from?: number
  /** Milliseconds. A clock that stands still while other programs run gives steadier figures. */
  clock?: Clock
  onProgress?: (done: number) => void
}

/**
 * Examines mutations number `from` to `from + count - 1` of the seeds. The same numbers and seeds
 * give the same inputs.
 */
export async function fuzz(
  seeds: Seed[],
  count: number,
  { from = 0, clock = () => performance.now(), onProgress }: FuzzOptions = {},
): Promise<FuzzReport> {
  const times = new Float32Array(count)
  const kinds: Record<string, number> = {}
  const failures: FuzzReport['failures'] = []
  let slowestAtBest = 0
  const scratch = new Uint8Array(Math.max(...seeds.map(({ data }) => data.length)) + 4096)
  for (let i = 0; i < count && failures.length < maxFailures; i++) {
    const input = from + i
    const random = randomNumbers(input)
    const seed = seeds[random(seeds.length)]
    if (!seed) break
    const data = mutate(seed, seeds, random, scratch)
    const fail = (what: string) => failures.push({ input, seed: seed.name, what })
    try {
      const { finding, elapsed } = await examine(data, clock)
      times[i] = elapsed
      kinds[finding.kind] = (kinds[finding.kind] ?? 0) + 1
      const wrong = unsoundness(finding)
      if (wrong) fail(wrong)
      if (elapsed > suspicious) {
        const least = await leastTime(data, clock)
        slowestAtBest = Math.max(slowestAtBest, least)
        if (least > timeLimit) fail(`${least.toFixed(1)} ms`)
      }
    } catch (error) {
      fail(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    }
    if (i % 10_000 === 9_999) onProgress?.(i + 1)
  }
  times.sort()
  const share = (part: number) => times[Math.min(count - 1, Math.floor(count * part))] ?? 0
  return {
    inputs: count,
    median: share(0.5),
    p999: share(0.999),
    slowest: share(1),
    slowestAtBest,
    kinds,
    failures,
  }
}

import { Session } from 'node:inspector/promises'
import { parseArgs } from 'node:util'
import { detectImage } from '@/lib/image-format/detect'
import { fuzz, unsoundness } from '@/lib/image-format/fuzz'
import { fuzzSeeds } from '@/lib/image-format/fuzz-seeds'
import { mutate, randomNumbers, type Seed } from '@/lib/image-format/mutate'

// npx tsx e2e/fuzz/guided.ts [--seconds 60] [--from 0]
// Fuzzing that is guided by coverage: an input that reaches a part of the readers which none before it
// reached becomes a seed itself. Ends with status 1 if a reader crashed, or told something impossible.

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, from: { type: 'string', default: '0' } },
})
const endsAt = Date.now() + Number(values.seconds) * 1000
const BATCH = 100
const MOST_SEEDS = 2_000

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/** The parts of the readers that ran since the last look, and roughly how often. */
async function reached(): Promise<string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  return result
    .filter(({ url }) => url.includes('/lib/image-format/'))
    .flatMap(({ url, functions }) =>
      functions.flatMap(({ ranges }) =>
        ranges
          .filter(({ count }) => count > 0)
          .map((range) => {
            const often = Math.min(6, Math.floor(Math.log2(range.count) / 2))
            return `${url}:${range.startOffset}-${range.endOffset}:${often}`
          }),
      ),
    )
}

const source = (data: Uint8Array) => ({
  size: data.length,
  readAt: async (offset: number, length: number) => data.subarray(offset, offset + length),
})

const seeds: Seed[] = fuzzSeeds()
const known = new Set<string>()
const failures: string[] = []
for (const { data } of seeds) {
  await detectImage(source(data))
  for (const part of await reached()) known.add(part)
}
const [first, own] = [known.size, seeds.length]
// Larger than any seed: a mutation may lengthen what it changes.
const scratch = new Uint8Array(Math.max(...seeds.map(({ data }) => data.length)) + 4096)

function inputOf(number: number, pool: Seed[]): { data: Uint8Array; name: string } | undefined {
  const random = randomNumbers(number)
  const seed = pool[random(pool.length)]
  return seed && { data: mutate(seed, pool, random, scratch), name: seed.name }
}

let input = Number(values.from)
while (Date.now() < endsAt && failures.length < 20) {
  const pool = [...seeds]
  await fuzz(pool, BATCH, { from: input }).then((report) =>
    failures.push(...report.failures.map(({ seed, what }) => `${seed}: ${what}`)),
  )
  const isNews = (await reached()).some((part) => !known.has(part))
  // Which one of the batch it was is looked for only when there was one.
  for (let number = input; isNews && number < input + BATCH; number++) {
    const made = inputOf(number, pool)
    if (!made) break
    const wrong = unsoundness(await detectImage(source(made.data)))
    if (wrong) failures.push(`${made.name}: ${wrong}`)
    const news = (await reached()).filter((part) => !known.has(part))
    for (const part of news) known.add(part)
    if (news.length > 0 && seeds.length < MOST_SEEDS && made.data.length < scratch.length - 4096)
      seeds.push({ name: `${made.name.slice(0, 40)}+`, data: made.data.slice() })
  }
  input += BATCH
}
console.log(
  `${input - Number(values.from)} inputs; ${own} seeds reached ${first} parts, ` +
    `${seeds.length - own} inputs became seeds and reached ${known.size - first} more; ${failures.length} failures`,
)
for (const failure of failures) console.error(failure)
process.exit(failures.length > 0 ? 1 : 0)

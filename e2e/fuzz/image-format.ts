import { parseArgs } from 'node:util'
import { fuzz } from '@/lib/image-format/fuzz'
import { fuzzSeeds } from '@/lib/image-format/fuzz-seeds'

// npx tsx e2e/fuzz/image-format.ts [--count 1000000] [--from 0]
// Examines mutated headers and ends with status 1 if one crashed a reader, made it read out of
// bounds, or took it longer than 10 ms. A failure's number with `--from N --count 1` repeats it.

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    from: { type: 'string', default: '0' },
  },
})
const count = Number(values.count)
const from = Number(values.from)
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(from) || from < 0) {
  console.error('--count and --from want whole numbers')
  process.exit(2)
}

const started = performance.now()
const step = Math.max(10_000, Math.floor(count / 10))
// This process's own time: on a busy machine the wall clock shows the others' work as well.
const clock = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const onProgress = (done: number) => {
  if (done % step < 10_000) console.log(`${done} of ${count}`)
}
const report = await fuzz(fuzzSeeds(), count, { from, clock, onProgress })
const seconds = (performance.now() - started) / 1000
const ms = (value: number) => `${value.toFixed(3)} ms`
console.log(
  `${report.inputs} inputs in ${seconds.toFixed(0)} s; processor time of one file: median ${ms(report.median)}, ` +
    `99.9 % ${ms(report.p999)}, slowest ${ms(report.slowest)} once, ` +
    `${ms(report.slowestAtBest)} at the best of five runs`,
)
console.log('kinds reached:', JSON.stringify(report.kinds))
for (const { input, seed, what } of report.failures)
  console.error(`input ${input} (${seed}): ${what}`)
console.log(`${report.failures.length} failures`)
process.exit(report.failures.length > 0 ? 1 : 0)

import { parseArgs } from 'node:util'
import { writeReport } from './report'
import { endRig } from './rig'
import type { BenchOptions, Row, Section } from './rows'

// Sections are loaded when they are asked for: each may need programs that the others do not.
const sections: Record<string, () => Promise<Section>> = {
  review: async () => (await import('./sections/review')).measureReview,
  upload: async () => (await import('./sections/upload')).measureUploads,
  download: async () => (await import('./sections/download')).measureDownloads,
  list: async () => (await import('./sections/list')).measureLists,
  routes: async () => (await import('./sections/routes')).measureRoutes,
  copies: async () => (await import('./sections/copies')).measureCopies,
  weight: async () => (await import('./sections/weight')).measureWeight,
  commands: async () => (await import('./sections/commands')).measureCommands,
  horizon: async () => (await import('./sections/horizon')).measureHorizon,
  'many-uploads': async () => (await import('./sections/many-uploads')).measureManyUploads,
}

/** What runs unless sections are named: the distance to Glance itself. The others take as long again. */
const usual = ['upload', 'download', 'routes', 'list', 'weight']

const usage = `npm run bench -- [--only SECTION,…] [--out FILE.json] [--runs N] [--sizes MiB,…] [--largest MiB] [--chunk MiB] [--images COUNT,…]
Sections: ${Object.keys(sections).join(', ')}; without --only: ${usual.join(', ')}`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: 'docs/performance.json' },
    runs: { type: 'string', default: '7' },
    sizes: { type: 'string', default: '1024,256' },
    largest: { type: 'string', default: '1024' },
    chunk: { type: 'string', default: '32' },
    images: { type: 'string', default: '1000,100000,10000' },
    help: { type: 'boolean', default: false },
  },
})

function optionsOf(): BenchOptions {
  const number = (text: string) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 1) throw new Error(`not a number: ${text}\n${usage}`)
    return value
  }
  return {
    runs: number(values.runs),
    sizes: values.sizes.split(',').map(number),
    largest: number(values.largest),
    chunkMiB: number(values.chunk),
    catalogues: values.images.split(',').map(number),
    note: (text) => console.error(text),
  }
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(usage)
    return 0
  }
  const options = optionsOf()
  const rows: Row[] = []
  const broken: string[] = []
  for (const name of values.only?.split(',') ?? usual) {
    const load = sections[name]
    if (!load) throw new Error(`no such section: ${name}\n${usage}`)
    const started = performance.now()
    try {
      rows.push(...(await (await load())(options)))
      console.error(`${name}: took ${Math.round((performance.now() - started) / 1000)} s`)
    } catch (error) {
      console.error(`${name}: could not be measured`, error)
      broken.push(name)
    }
    writeReport(values.out, rows)
  }
  for (const { section, what, ours, reference, unit, ratio, target, met } of rows) {
    const than = reference === null ? '' : ` against ${reference} ${unit} = ${ratio} ×`
    const bar = target === null ? '' : ` (at most ${target}: ${met ? 'met' : 'MISSED'})`
    console.log(`${section}: ${what}: ${ours} ${unit}${than}${bar}`)
  }
  if (broken.length > 0) return 2
  return rows.some(({ met }) => met === false) ? 1 : 0
}

main()
  .finally(endRig)
  .then(
    (code) => process.exit(code),
    (error) => {
      console.error(error)
      process.exit(2)
    },
  )

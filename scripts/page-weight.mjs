#!/usr/bin/env node
// Lists the script that each page of a build loads at once, as Brotli (what browsers get over HTTPS)
// and as gzip, and fails when a page is over its Brotli budget in scripts/page-weight.json. `--write`
// takes today's weights, and 5 % more, as the budgets: only to be done when a page has grown for a
// reason.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { gzipSync } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, process.env.NEXT_DIST_DIR ?? '.next')
const budgetFile = path.join(import.meta.dirname, 'page-weight.json')
const suffix = 'page_client-reference-manifest.js'

const build = JSON.parse(readFileSync(path.join(dist, 'build-manifest.json'), 'utf8'))
const sizes = new Map()
const sizeOf = (chunk) => {
  if (!sizes.has(chunk)) {
    const file = path.join(dist, chunk)
    sizes.set(chunk, {
      brotli: statSync(`${file}.br`).size,
      gzip: gzipSync(readFileSync(file)).length,
    })
  }
  return sizes.get(chunk)
}

const app = path.join(dist, 'server/app')
const weights = {}
for (const file of readdirSync(app, { recursive: true }).map(String).sort()) {
  if (!file.endsWith(suffix)) continue
  // The file assigns to a global object; nothing else of it is wanted.
  const context = { globalThis: {} }
  vm.runInNewContext(readFileSync(path.join(app, file), 'utf8'), context)
  const [manifest] = Object.values(context.globalThis.__RSC_MANIFEST ?? {})
  const chunks = new Set([...build.rootMainFiles, ...Object.values(manifest.entryJSFiles).flat()])
  const page = `/${path.dirname(file)}`.replace(/\/\([^)]*\)/g, '').replace('/.', '') || '/'
  const sum = (/** @type {'brotli' | 'gzip'} */ kind) =>
    [...chunks].reduce((all, chunk) => all + sizeOf(chunk)[kind], 0)
  weights[page] = { brotli: sum('brotli'), gzip: sum('gzip'), files: chunks.size }
}
if (Object.keys(weights).length === 0) throw new Error(`no pages in ${dist}: build first`)

if (process.argv.includes('--write')) {
  const budgets = Object.entries(weights).map(([page, { brotli }]) => [
    page,
    Math.ceil((brotli * 1.05) / 1000),
  ])
  writeFileSync(budgetFile, `${JSON.stringify(Object.fromEntries(budgets), null, 2)}\n`)
}
const budgets = existsSync(budgetFile) ? JSON.parse(readFileSync(budgetFile, 'utf8')) : {}
let isOver = false
for (const [page, { brotli, gzip, files }] of Object.entries(weights)) {
  const budget = budgets[page]
  const fits = budget !== undefined && brotli <= budget * 1000
  isOver ||= !fits
  const verdict = budget === undefined ? 'has no budget' : `of ${budget} kB${fits ? '' : ': OVER'}`
  const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(0)} kB`
  console.log(`${kB(brotli).padStart(7)} (gzip ${kB(gzip)}, ${files} files)  ${page}  ${verdict}`)
}
if (isOver) {
  console.error('A page is over its budget, or has none (scripts/page-weight.json).')
  process.exit(1)
}

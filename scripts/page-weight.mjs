#!/usr/bin/env node
// Lists the script that each page of a build loads at once, compressed, and fails when a page is
// over its budget in scripts/page-weight.json. `--write` takes today's weights, and 2 % more, as
// the budgets: only to be done when a page has grown for a reason.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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
  if (!sizes.has(chunk)) sizes.set(chunk, gzipSync(readFileSync(path.join(dist, chunk))).length)
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
  weights[page] = [...chunks].reduce((sum, chunk) => sum + sizeOf(chunk), 0)
}
if (Object.keys(weights).length === 0) throw new Error(`no pages in ${dist}: build first`)

if (process.argv.includes('--write')) {
  const budgets = Object.entries(weights).map(([page, bytes]) => [
    page,
    Math.ceil((bytes * 1.02) / 1000),
  ])
  writeFileSync(budgetFile, `${JSON.stringify(Object.fromEntries(budgets), null, 2)}\n`)
}
const budgets = existsSync(budgetFile) ? JSON.parse(readFileSync(budgetFile, 'utf8')) : {}
let isOver = false
for (const [page, bytes] of Object.entries(weights)) {
  const budget = budgets[page]
  const fits = budget !== undefined && bytes <= budget * 1000
  isOver ||= !fits
  const verdict = budget === undefined ? 'has no budget' : `of ${budget} kB${fits ? '' : ': OVER'}`
  console.log(`${(bytes / 1000).toFixed(0).padStart(5)} kB  ${page}  ${verdict}`)
}
if (isOver) {
  console.error('A page is over its budget, or has none (scripts/page-weight.json).')
  process.exit(1)
}

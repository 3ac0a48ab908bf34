// What the dashboard is made of: licences that may be used, known vulnerabilities, and a list (SBOM).
//   node scripts/supply.mjs [--sbom FILE] [--strict]
// Licences are checked offline. The audit needs a registry that answers; without one it is skipped and
// said so, since a build without a network must not fail for that. A vulnerability of level high fails the
// run with --strict, which is for releases: an advisory of tonight must not stop every change tomorrow.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

const root = path.resolve(import.meta.dirname, '..')
const { values } = parseArgs({ options: { sbom: { type: 'string' }, strict: { type: 'boolean' } } })

const allowed =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|Unlicense|CC0-1\.0|CC-BY-4\.0|BlueOak-1\.0\.0|Python-2\.0|MPL-2\.0|Zlib|LGPL-3\.0-or-later)$/

// Packages whose package.json names no licence, looked at by a person.
const reviewed = { 'node_modules/combine-errors': 'MIT' }

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
const counts = new Map()
const wrong = []
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === '' || entry.dev || entry.link) continue
  const licence = entry.license ?? licenceOf(place) ?? reviewed[place] ?? 'unknown'
  counts.set(licence, (counts.get(licence) ?? 0) + 1)
  // "(A OR B)" needs one that may be used, "A AND B" both.
  const choices = licence.replace(/[()]/g, '').split(/ OR /)
  const isFine = choices.some((choice) => choice.split(/ AND /).every((one) => allowed.test(one)))
  if (!isFine && !(entry.optional && licence === 'unknown')) wrong.push(`${place}: ${licence}`)
}
for (const [licence, count] of [...counts].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(5)} ${licence}`)
if (wrong.length > 0) console.error(`\nThese licences are not on the list:\n${wrong.join('\n')}`)

const audit = npm('audit', '--omit=dev', '--audit-level=high', '--json')
const report = parsed(audit.stdout)
const found = report?.metadata?.vulnerabilities
const isBad = found ? found.high + found.critical > 0 : false
if (found)
  console.log(
    `\nKnown vulnerabilities: ${found.critical} critical, ${found.high} high, ${found.total} in all`,
  )
else console.log('\nThe registry gave no audit; known vulnerabilities were not looked up.')
if (isBad) console.error(Object.keys(report.vulnerabilities ?? {}).join('\n'))

if (values.sbom) {
  const made = npm('sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only')
  if (made.status !== 0) console.error(made.stderr)
  else writeFileSync(values.sbom, made.stdout)
}
process.exit(wrong.length > 0 || (isBad && values.strict) ? 1 : 0)

function licenceOf(place) {
  try {
    const found = JSON.parse(readFileSync(path.join(root, place, 'package.json'), 'utf8')).license
    return typeof found === 'string' ? found : undefined
  } catch {
    return undefined
  }
}

function npm(...args) {
  return spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 60_000,
  })
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Everything that must hold before a change lands. Ends with a plain line: N passed, N failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild, ensurePackages, fail, root, run } from './prepare.mjs'

const distDir = '.next'
const results = path.join(root, 'test-results')
const counts = { passed: 0, failed: 0 }
const broken = []

ensurePackages()
if (run('bash', ['e2e/real-cloud/install.sh']) !== 0)
  fail('The tests need the packages named above.')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

step('types', 'npx', ['tsc', '--noEmit'])
step('licences', 'node', ['scripts/supply.mjs'])
step('lint', 'npx', ['biome', 'check', '--error-on-warnings', '.'])
suite(
  'unit tests',
  [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}/unit.json`,
  ],
  countVitest,
  'unit',
)
for (const cloud of ['local', 'real']) {
  const report = `clients-${cloud}`
  const args = [
    'vitest',
    'run',
    '--config',
    'vitest.clients.config.ts',
    '--reporter=default',
    '--reporter=json',
  ]
  suite(
    `our clients against the ${cloud} cloud`,
    [...args, `--outputFile.json=${results}/${report}.json`],
    countVitest,
    report,
    { CLOUD: cloud },
  )
}
const isBuilt = count('build', ensureBuild(distDir) === 0)
if (isBuilt) step('weight of the pages', 'node', ['scripts/page-weight.mjs'])
for (const cloud of isBuilt ? ['local', 'real'] : []) {
  suite(`end to end on the ${cloud} cloud`, ['playwright', 'test'], countPlaywright, cloud, {
    CLOUD: cloud,
    NEXT_DIST_DIR: distDir,
  })
}

if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`)
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 ? 0 : 1)

function step(name, command, args) {
  console.log(`\n=== ${name}`)
  count(name, run(command, args) === 0)
}

function count(name, isGood) {
  counts[isGood ? 'passed' : 'failed'] += 1
  if (!isGood) broken.push(name)
  return isGood
}

// A runner that dies before it writes its report, or fails beside its tests, counts as a failure.
function suite(name, args, read, report, env = {}) {
  console.log(`\n=== ${name}`)
  const status = run('npx', args, { env: { ...process.env, ...env } })
  const file = path.join(results, `${report}.json`)
  const { passed, failed } = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0 }
  counts.passed += passed
  counts.failed += failed
  if (failed > 0) broken.push(`${failed} of ${name}`)
  if (passed === 0 || (status !== 0 && failed === 0)) count(name, false)
}

function countVitest({ numPassedTests, numFailedTests, numPendingTests }) {
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests }
}

// `skipped` are tests that a target cannot do, by tag and reason; they count neither way. A test that
// passed at its second try only is counted as passed and named, so that nobody overlooks it.
function countPlaywright({ stats, suites }) {
  for (const title of flakyTitles(suites)) console.log(`passed at the second try only: ${title}`)
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}

function flakyTitles(suites = []) {
  return suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ title }) => title),
    ...flakyTitles(inner),
  ])
}

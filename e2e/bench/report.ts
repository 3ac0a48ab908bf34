import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Row } from './rows'

/** A row with the day on which its section was measured. */
type DatedRow = Row & { on: string }

/**
 * Writes the rows as JSON and, beside it, as tables with the machine and the versions. Sections that
 * were not measured this time keep the rows and the date they have.
 */
export function writeReport(file: string, rows: readonly Row[]): void {
  const before: DatedRow[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  const merged = mergeRows(before, rows, new Date().toISOString().slice(0, 10))
  writeFileSync(file, `${JSON.stringify(merged, null, 2)}\n`)
  writeFileSync(file.replace(/\.json$/, '.md'), text(merged))
}

/**
 * The rows of a report after a run of some sections; the sections keep their order. Why a target is
 * missed may be written into the JSON by hand: it stays as long as its row misses the target.
 */
export function mergeRows(before: readonly DatedRow[], rows: readonly Row[], on: string) {
  const fresh = rows.map((row): DatedRow => ({ ...row, ...reasonOf(row, before), on }))
  const sections = new Set([...before, ...fresh].map(({ section }) => section))
  return [...sections].flatMap((section) => {
    const made = fresh.filter((row) => row.section === section)
    return made.length > 0 ? made : before.filter((row) => row.section === section)
  })
}

function reasonOf(row: Row, before: readonly DatedRow[]): { why?: string } {
  if (row.met !== false || row.why !== undefined) return {}
  const known = before.find(({ section, what }) => section === row.section && what === row.what)
  return known?.why === undefined ? {} : { why: known.why }
}

function text(rows: readonly DatedRow[]): string {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  )
  const sections = new Set(rows.map(({ section }) => section))
  return [
    '# Performance',
    '',
    `Made by \`npm run bench\`: ${cpus().length} cores, Node ${process.version}, Next ${dependencies.next}, Debian's Glance and Keystone, loopback. Only the ratios of one run mean something. Ours and the reference are medians; a target is the largest ratio of ours to the reference that is met.`,
    ...[...sections].flatMap((section) => {
      const its = rows.filter((row) => row.section === section)
      return [
        '',
        `## ${section}, ${its[0]?.on}`,
        '',
        '| what | ours | p95 | reference | ratio | target | |',
        '|---|---|---|---|---|---|---|',
        ...its.map(line),
        ...its.flatMap(({ what, why }) => (why ? ['', `*${what}*: ${why}`] : [])),
      ]
    }),
    '',
  ].join('\n')
}

function line({ what, ours, p95, reference, unit, ratio, target, met }: DatedRow): string {
  const verdict = met === null ? '' : met ? 'met' : '**missed**'
  return `| ${what} | ${ours} ${unit} | ${p95 ?? ''} | ${reference ?? ''} | ${ratio ?? ''} | ${target ?? ''} | ${verdict} |`
}

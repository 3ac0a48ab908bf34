import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Row } from './rows'

/** Writes the rows as JSON and, beside it, as a table with the machine and the versions. */
export function writeReport(file: string, rows: Row[]): void {
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`)
  writeFileSync(file.replace(/\.json$/, '.md'), table(rows))
}

function table(rows: Row[]): string {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  )
  const lines = rows.map(({ section, what, ours, reference, unit, ratio, target, met }) => {
    const verdict = met === null ? '' : met ? 'met' : '**missed**'
    return `| ${section} | ${what} | ${ours} ${unit} | ${reference ?? ''} | ${ratio ?? ''} | ${target ?? ''} | ${verdict} |`
  })
  return [
    '# Performance',
    '',
    `Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.version}, Next ${dependencies.next}, Debian's Glance and Keystone, loopback. Only the ratios of one run mean something. A target is the largest ratio of ours to the reference that is met.`,
    '',
    '| section | what | ours | reference | ratio | target | |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}

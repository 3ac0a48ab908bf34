import { parseArgs } from 'node:util'
import { runCrashes } from './crash-run'

// npx tsx e2e/localcloud/crash.ts [--kills 200] [--seed 1]

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})

const report = await runCrashes({
  kills: Number(values.kills),
  seed: Number(values.seed),
  onRound: (kill, ledger, broken) => {
    console.log(
      `kill ${kill}: ${ledger.acknowledged} acknowledged, ${ledger.images.size} images, ${ledger.projects.size} projects${broken.length ? `, BROKEN ${broken.length}` : ''}`,
    )
    for (const line of broken) console.log(`  ${line}`)
  },
})
console.log(
  `${report.kills} kills, ${report.acknowledged} acknowledged requests, ${report.broken.length} broken promises`,
)
for (const line of report.broken) console.log(`  ${line}`)
process.exit(report.broken.length > 0 ? 1 : 0)

import { expect, test } from '@playwright/test'
import { runCrashes } from '@/e2e/localcloud/crash-run'
import { target } from '@/e2e/target'

test.skip(target.name !== 'local', 'starts embedded clouds of its own')

// A short run. 200 kills on demand: npx tsx e2e/localcloud/crash.ts
test('kill -9 under load loses nothing that was acknowledged', async () => {
  const report = await runCrashes({ kills: 6, seed: 7 })
  expect(report.broken).toEqual([])
  expect(report.acknowledged).toBeGreaterThan(50)
})

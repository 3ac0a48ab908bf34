import { expect, it } from 'vitest'
import { fuzz } from './fuzz'
import { fuzzSeeds } from './fuzz-seeds'

it('survives 20,000 broken headers', { timeout: 60_000 }, async () => {
  const report = await fuzz(fuzzSeeds(), 20_000)
  expect(report.failures).toEqual([])
  // The changes must leave most files recognisable, or nothing but the first check is tested.
  const reached = Object.values(report.kinds).filter((count) => count >= 50)
  expect(reached.length).toBeGreaterThan(25)
})

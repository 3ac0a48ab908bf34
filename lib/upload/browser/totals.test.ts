import { expect, it } from 'vitest'
import { titleWithProgress } from './tab-title'
import { areAllDone, inDock, isBusy, totalsOf } from './totals'
import { needsThisTab, newUpload, type Stage } from './upload'

const row = (stage: Stage, sent = 0, size = 100) => ({
  ...newUpload(`${stage.phase}`, 'demo', { name: 'f', size, lastModified: 0 }),
  uploadId: 'u',
  sent,
  received: sent,
  stage,
})
const done = row({ phase: 'done', isSame: true }, 100)
const failed = row({ phase: 'failed', failure: { code: 'gone', during: 'sending' } }, 10)
const sending = row({ phase: 'sending' }, 50)

it('counts what runs, and does not jump back when one is through', () => {
  const draft = row({ phase: 'ready' })
  const cancelled = row({ phase: 'cancelled', choice: 'keep' }, 40)
  const totals = totalsOf([done, sending, failed, draft, cancelled])
  expect(totals).toMatchObject({
    running: 1,
    done: 1,
    failed: 1,
    sent: 150,
    size: 200,
    share: 0.75,
  })
  expect(isBusy(totals)).toBe(true)
  expect(isBusy(totalsOf([done, failed]))).toBe(false)
  expect(totalsOf([]).share).toBe(0)
  expect(inDock([draft, cancelled, sending])).toEqual([sending])
})

it('all is done when nothing runs and something ended well', () => {
  expect(areAllDone([done, failed])).toBe(true)
  expect(areAllDone([done, sending])).toBe(false)
  expect(areAllDone([failed])).toBe(false)
})

it('only bytes that nobody else has need this tab', () => {
  expect(needsThisTab(sending)).toBe(true)
  expect(needsThisTab(row({ phase: 'paused' }, 50))).toBe(true)
  expect(needsThisTab({ ...row({ phase: 'lined_up' }), uploadId: null })).toBe(true)
  expect(needsThisTab(row({ phase: 'forwarding' }, 100))).toBe(false)
  expect(needsThisTab(done)).toBe(false)
  expect(needsThisTab(row({ phase: 'ready' }))).toBe(false)
})

it('marks a title once, follows it, and leaves no trace', () => {
  expect(titleWithProgress('Images · Vitrine', 0.129)).toBe('12 % · Images · Vitrine')
  expect(titleWithProgress('12 % · Images · Vitrine', 0.5)).toBe('50 % · Images · Vitrine')
  expect(titleWithProgress('50 % · Images · Vitrine', null)).toBe('Images · Vitrine')
})

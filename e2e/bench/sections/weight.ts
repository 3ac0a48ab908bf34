import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type CDPSession, expect, type Page } from '@playwright/test'
import { setFirstStatus } from '@/e2e/bench/fill-catalogue'
import { cpuSeconds } from '@/e2e/bench/processes'
import { imageRows, type Rig, rigOf, watchLongest } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, type Row } from '@/e2e/bench/rows'
import { words } from '@/e2e/fixtures'

const section = 'weight'
const KiB = 1024
/** How long a list with a changing row is watched, and one where nothing goes on. */
const CHANGING_SECONDS = 60
const RESTING_SECONDS = 30

type Load = {
  bytes: number
  script: number
  requests: number
  lcp: number
  ttfb: number
  cls: number
}

/** What the list page costs a browser that has never seen it, and what an idle tab costs. */
export async function measureWeight(options: BenchOptions): Promise<Row[]> {
  options.note('weight: starting a cloud of 10,000 images and the dashboard')
  const rig = await rigOf(10_000)
  const list = `/p/${rig.me.projectId}/images`
  const loads: Load[] = []
  for (let run = 0; run < options.runs; run++) loads.push(await loadCold(rig, list))
  const of = (key: keyof Load) => median(loads.map((load) => load[key]))
  options.note(`weight: an idle tab for ${RESTING_SECONDS} and ${CHANGING_SECONDS} s`)
  const resting = await idle(rig, list, RESTING_SECONDS)
  setFirstStatus(rig.cloud.folder, 'saving')
  const changing = await idle(rig, list, CHANGING_SECONDS)
  setFirstStatus(rig.cloud.folder, 'active')
  const row = (what: string, unit: string, ours: number, bar: number) =>
    compared({ section, what, unit, ours, reference: bar }, 1)
  return [
    row('list page, cold: bytes of script, compressed', 'kB', of('script') / 1000, 180),
    row('list page, cold: all bytes', 'KiB', of('bytes') / KiB, 300),
    row('list page, cold: requests', 'requests', of('requests'), 12),
    row(
      'list page, cold: largest paint, against first byte × 1.2 + 400 ms',
      'ms',
      of('lcp'),
      of('ttfb') * 1.2 + 400,
    ),
    row('list page, cold: layout shift', 'score', of('cls'), 0.02),
    row(`list page, idle for ${RESTING_SECONDS} s: bytes`, 'KiB', resting.bytes / KiB, 30),
    row(
      `list page, one row changing, ${CHANGING_SECONDS} s: bytes`,
      'KiB',
      changing.bytes / KiB,
      30,
    ),
    row(
      `list page, one row changing, ${CHANGING_SECONDS} s: Glance's processor time beyond its own rest`,
      's',
      changing.glanceSeconds - resting.glanceSeconds * (CHANGING_SECONDS / RESTING_SECONDS),
      0.5,
    ),
    row(
      'list page: slowest of its interactions until the next paint',
      'ms',
      await slowest(rig, list),
      200,
    ),
  ]
}

async function loadCold(rig: Rig, list: string): Promise<Load> {
  const { page, close } = await rig.coldPage()
  try {
    const count = await counter(page)
    await page.goto(list, { waitUntil: 'networkidle' })
    const paint = await page.evaluate(
      () =>
        new Promise<{ lcp: number; ttfb: number; cls: number }>((resolve) => {
          const found = {
            lcp: 0,
            cls: 0,
            ttfb: performance.getEntriesByType('navigation')[0]?.toJSON().responseStart ?? 0,
          }
          new PerformanceObserver((seen) => {
            for (const entry of seen.getEntries()) found.lcp = entry.startTime
          }).observe({ type: 'largest-contentful-paint', buffered: true })
          new PerformanceObserver((seen) => {
            for (const entry of seen.getEntries() as Array<PerformanceEntry & { value: number }>)
              found.cls += entry.value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(found), 500)
        }),
    )
    expect(paint.lcp).toBeGreaterThan(0)
    return { ...count.now(), ...paint }
  } finally {
    await close()
  }
}

/** What an open tab costs while nobody touches it. */
async function idle({ page, cloud }: Rig, list: string, seconds: number) {
  await page.goto(list, { waitUntil: 'networkidle' })
  const count = await counter(page)
  const glance = Number(readFileSync(path.join(cloud.folder, 'run/glance.pid'), 'utf8'))
  const before = cpuSeconds(glance)
  await page.waitForTimeout(seconds * 1000)
  return { bytes: count.now().bytes, glanceSeconds: cpuSeconds(glance) - before }
}

/** Sorts, opens a filter and a row's menu, chooses a row. @returns ms of the slowest of these clicks. */
async function slowest({ page }: Rig, list: string): Promise<number> {
  await page.goto(list, { waitUntil: 'networkidle' })
  const longest = await watchLongest(page, { type: 'event', durationThreshold: 16 })
  await page
    .getByRole('search')
    .getByRole('button', { name: words('images.filters.status') })
    .click()
  await page.keyboard.press('Escape')
  await imageRows(page).nth(2).getByRole('checkbox').click()
  await imageRows(page).nth(3).getByRole('checkbox').click()
  await imageRows(page).nth(1).getByRole('button').last().click()
  await page.keyboard.press('Escape')
  await page
    .getByRole('columnheader')
    .getByRole('button', { name: words('images.columns.name') })
    .click()
  await page.waitForTimeout(1000)
  return longest()
}

/** Counts what comes over the wire from now on, compressed: all bytes with headers, scripts without. */
async function counter(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const scripts = new Map<string, number>()
  const total = { bytes: 0, script: 0, requests: 0 }
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    total.requests++
    if (type === 'Script') scripts.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total.bytes += encodedDataLength
    const headers = scripts.get(requestId)
    if (headers !== undefined) total.script += encodedDataLength - headers
  })
  return { now: () => ({ ...total }) }
}

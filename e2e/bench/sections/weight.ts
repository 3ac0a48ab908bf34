import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type CDPSession, expect, type Page } from '@playwright/test'
import { setFirstStatus } from '@/e2e/bench/fill-catalogue'
import { cpuSeconds } from '@/e2e/bench/processes'
import { type Rig, startRig } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, type Row } from '@/e2e/bench/rows'

const section = 'weight'
const KiB = 1024
/** An open list with nothing going on may bring this much in a minute. */
const IDLE_SECONDS = 60

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
  const rig = await startRig(10_000)
  try {
    const list = `/p/${rig.me.projectId}/images`
    const loads: Load[] = []
    for (let run = 0; run < options.runs; run++) loads.push(await loadCold(rig, list))
    const of = (key: keyof Load) => median(loads.map((load) => load[key]))
    options.note(`weight: an idle tab for ${IDLE_SECONDS} s, twice`)
    const idleBytes = await idle(rig.page, list)
    setFirstStatus(rig.cloud.folder, 'saving')
    const glance = Number(readFileSync(path.join(rig.cloud.folder, 'run/glance.pid'), 'utf8'))
    const before = cpuSeconds(glance)
    const changingBytes = await idle(rig.page, list)
    const glanceCpu = cpuSeconds(glance) - before
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
      row(`list page, idle for ${IDLE_SECONDS} s: bytes`, 'KiB', idleBytes / KiB, 30),
      row(`list page, one row changing, ${IDLE_SECONDS} s: bytes`, 'KiB', changingBytes / KiB, 30),
      row(
        `list page, one row changing, opening it and ${IDLE_SECONDS} s: Glance's processor time`,
        's',
        glanceCpu,
        0.5,
      ),
    ]
  } finally {
    await rig.end()
  }
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

async function idle(page: Page, list: string): Promise<number> {
  await page.goto(list, { waitUntil: 'networkidle' })
  const count = await counter(page)
  await page.waitForTimeout(IDLE_SECONDS * 1000)
  return count.now().bytes
}

/** Counts what comes over the wire from now on, compressed and with headers. */
async function counter(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const scripts = new Set<string>()
  const total = { bytes: 0, script: 0, requests: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => {
    total.requests++
    if (type === 'Script') scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total.bytes += encodedDataLength
    if (scripts.has(requestId)) total.script += encodedDataLength
  })
  return { now: () => ({ ...total }) }
}

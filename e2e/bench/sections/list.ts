import type { Page, Request } from '@playwright/test'
import { imageRows, type Rig, rigOf, rowsShown, watchLongest } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, p95, type Row } from '@/e2e/bench/rows'
import { glanceMs, lastOfFirstPage, scanMs } from '@/e2e/bench/straight-to-glance'
import { words } from '@/e2e/fixtures'

const section = 'list'
/** What the dashboard and the browser may add to Glance's own time for a page, in ms. */
const WARM = 200
const COLD = 450
/** Of this catalogue everything is measured; of others when their rows are there. */
const WHOLE = 10_000
/** Times that are not counted: browser and server compile what they run often. */
const WARMED = 5

/** How long people wait for rows, against what Glance itself needs for the same answer. */
export async function measureLists(options: BenchOptions): Promise<Row[]> {
  const rows: Row[] = []
  for (const images of options.catalogues) {
    options.note(`list: starting a cloud of ${images} images and the dashboard`)
    rows.push(...(await measure(await rigOf(images), images, options)))
  }
  return [...rows, ...againstSmaller(rows, options.catalogues)]
}

/** A large catalogue may cost hardly more than a small one, Glance's own time left aside. */
function againstSmaller(rows: readonly Row[], catalogues: readonly number[]): Row[] {
  const [large, small] = [...catalogues].sort((a, b) => b - a)
  if (large === undefined || small === undefined) return []
  const beyondGlance = (images: number, what: string, allowed: number) => {
    const row = rows.find((one) => one.what.startsWith(`${images} images: first rows, ${what}`))
    return (row?.ours ?? Number.NaN) - (row?.reference ?? Number.NaN) + allowed
  }
  return (
    [
      ['warm', WARM],
      ['cold', COLD],
    ] as const
  ).map(([what, allowed]) =>
    compared(
      {
        section,
        what: `first rows, ${what}, beyond Glance's own time: ${large} images against ${small}`,
        unit: 'ms',
        ours: beyondGlance(large, what, allowed),
        reference: beyondGlance(small, what, allowed),
      },
      1.3,
    ),
  )
}

async function measure(rig: Rig, images: number, { runs, note }: BenchOptions): Promise<Row[]> {
  const { me, page } = rig
  const list = `/p/${me.projectId}/images`
  const times = async (ours: () => Promise<number>, reference: () => number, unmeasured = 1) => {
    const found: [number[], number[]] = [[], []]
    for (let run = 0; run < unmeasured; run++) await ours()
    for (let run = 0; run < runs; run++) {
      found[1].push(reference())
      found[0].push(await ours())
    }
    return { ours: median(found[0]), reference: median(found[1]), p95: p95(found[0]) }
  }
  const line = (
    what: string,
    { ours, reference, p95 }: { ours: number; reference: number; p95: number },
    add: number,
    target: number | null,
  ) => {
    note(`list of ${images}: ${what}: ${Math.round(ours)} ms, Glance ${Math.round(reference)} ms`)
    return compared(
      {
        section,
        what: `${images} images: ${what}${add ? `, against Glance + ${add} ms` : ''}`,
        unit: 'ms',
        ours,
        p95,
        reference: reference + add,
      },
      target,
    )
  }
  const pageOf100 = () => glanceMs(me, 'limit=100&sort=created_at:desc')
  const rows = [
    line('first rows, warm', await times(() => open(page, list), pageOf100, WARMED), WARM, 1),
    line(
      'first rows, cold',
      await times(async () => {
        const cold = await rig.coldPage()
        try {
          return await open(cold.page, list)
        } finally {
          await cold.close()
        }
      }, pageOf100),
      COLD,
      1,
    ),
  ]
  if (images !== WHOLE) return rows
  const sorted = await times(
    () => open(page, `${list}?sort=name`),
    () => glanceMs(me, 'limit=100&sort=name:asc'),
  )
  rows.push(line('sorted by name', sorted, WARM, 1))
  const hit = await times(() => search(page, list, '-00000', 'first'), pageOf100)
  rows.push(line('search of a part, first hit', hit, 0, 1.5))
  const second = await times(
    () => pageOn(page, list),
    () => glanceMs(me, `limit=100&sort=created_at:desc&marker=${lastOfFirstPage(me)}`),
  )
  rows.push(line('the next rows at the end of the page', second, WARM, 1))
  const one = await times(
    () => openFirst(page, list),
    () => glanceMs(me, 'limit=1'),
  )
  rows.push(line('a click opens an image', one, WARM, 1))
  const back = await times(
    () => goBack(page, list),
    () => 0,
  )
  rows.push(line('back to the list, from the cache', back, 100, 1))
  const all = await times(
    () => search(page, list, '-00000', 'all'),
    () => scanMs(me),
  )
  rows.push(line('search of a part, complete', all, 0, 1.05))
  const tasks = await scroll(page, list, runs)
  const what = `${images} images: longest task while scrolling through all rows`
  const longest = { ours: median(tasks), p95: p95(tasks), reference: 50 }
  rows.push(compared({ section, what, unit: 'ms', ...longest }, 1))
  return rows
}

/** @returns ms from the start of the navigation until a frame with rows is on the screen. */
async function open(page: Page, path: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(path, { waitUntil: 'commit' })
  return rowsShown(page)
}

/** Goes to the last of the first hundred rows. @returns ms until the rows behind them are there. */
async function pageOn(page: Page, list: string): Promise<number> {
  await open(page, list)
  await page.waitForLoadState('networkidle')
  const started = performance.now()
  const next = page.waitForResponse((answer) => answer.url().includes('marker='))
  await imageRows(page).first().focus()
  await page.keyboard.press('End')
  await next
  await page.locator('[role=row][aria-rowindex="103"]').waitFor({ state: 'attached' })
  return performance.now() - started
}

async function openFirst(page: Page, list: string): Promise<number> {
  await open(page, list)
  await page.waitForLoadState('networkidle')
  const link = imageRows(page).first().getByRole('link').first()
  const name = (await link.textContent()) ?? ''
  const started = performance.now()
  await link.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  return performance.now() - started
}

async function goBack(page: Page, list: string): Promise<number> {
  await openFirst(page, list)
  await page.waitForLoadState('networkidle')
  // Timed in the page: the way to the browser and back takes longer than what is measured.
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const started = performance.now()
        history.back()
        const timer = setInterval(() => {
          if (!document.querySelector('[role=grid] [role=row] a')) return
          clearInterval(timer)
          resolve(performance.now() - started)
        }, 4)
      }),
  )
}

async function search(
  page: Page,
  list: string,
  part: string,
  until: 'first' | 'all',
): Promise<number> {
  await open(page, list)
  await page.waitForLoadState('networkidle')
  const isScan = (request: Request) => request.url().includes('/scan')
  const end = { predicate: isScan, timeout: 180_000 }
  // Chromium calls an answer that a page has read to its end as a stream a failed one.
  const scanned = Promise.any([
    page.waitForEvent('requestfinished', end),
    page.waitForEvent('requestfailed', end),
  ])
  const started = performance.now()
  await page.getByLabel(words('images.filters.search')).fill(part)
  if (until === 'all') await scanned
  else scanned.catch(() => undefined)
  await imageRows(page).filter({ hasText: part }).first().waitFor()
  return performance.now() - started
}

/** Scrolls through every row, found by a search that all names match. @returns ms of each time's longest task. */
async function scroll(page: Page, list: string, runs: number): Promise<number[]> {
  await search(page, list, '-0', 'all')
  await page.getByRole('grid').hover()
  const found: number[] = []
  for (let run = 0; run < runs; run++) {
    const longest = await watchLongest(page, { type: 'longtask' })
    for (let step = 0; step < 150; step++) {
      await page.mouse.wheel(0, 2400)
      await page.waitForTimeout(16)
    }
    found.push(await longest())
    await page.mouse.wheel(0, -1_000_000)
    await page.waitForTimeout(500)
  }
  return found
}

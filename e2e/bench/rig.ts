import path from 'node:path'
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from '@playwright/test'
import { fillSignIn, people, words } from '@/e2e/fixtures'
import { type Access, access } from './cloud'
import { fillCatalogue } from './fill-catalogue'
import { type Dashboard, type OwnCloud, ownFolder, startCloud, startDashboard } from './processes'

/** A cloud with many images, the dashboard before it, and Chromium signed in as alice. */
export type Rig = {
  cloud: OwnCloud
  dashboard: Dashboard
  me: Access
  page: Page
  context: BrowserContext
  /** A browser that knows nothing but the session: no cache, no script compiled. */
  coldPage(): Promise<{ page: Page; close: () => Promise<void> }>
  end(): Promise<void>
}

/** @param images How many images the project has, beside those of the seed. */
async function startRig(images: number): Promise<Rig> {
  const folder = ownFolder('bench')
  const endings: Array<() => void | Promise<void>> = [() => folder.remove()]
  const end = async () => {
    for (const step of endings.reverse()) await step()
  }
  try {
    const cloud = startCloud(path.join(folder.path, 'cloud'))
    endings.push(() => cloud.down())
    const me = await access(cloud)
    fillCatalogue(cloud.folder, me.projectId, images)
    const dashboard = await startDashboard(cloud.keystoneUrl, {
      UPLOAD_SPOOL_DIR: path.join(folder.path, 'spool'),
    })
    endings.push(() => dashboard.kill())
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    endings.push(() => browser.close())
    const options = { baseURL: dashboard.url, locale: 'en-GB' }
    const open = async (more?: BrowserContextOptions) => {
      const opened = await browser.newContext({ ...options, ...more })
      await opened.addInitScript(noteFirstRows)
      return opened
    }
    const context = await open()
    const page = await context.newPage()
    await page.goto('/login')
    await fillSignIn(page, people.alice)
    await page.getByRole('heading', { level: 1, name: words('images.title') }).waitFor()
    // A project's first page has its offers counted, once for minutes: Glance walks through everything.
    await page.waitForLoadState('networkidle', { timeout: 120_000 })
    const coldPage = async () => {
      const fresh = await open({ storageState: await context.storageState() })
      return { page: await fresh.newPage(), close: () => fresh.close() }
    }
    return { cloud, dashboard, me, page, context, coldPage, end }
  } catch (error) {
    await end()
    throw error
  }
}

let standing: { images: number; rig: Rig } | undefined

/** The rig with so many images: the one that stands when it has as many, else a new one in its place. */
export async function rigOf(images: number): Promise<Rig> {
  if (standing?.images === images) return standing.rig
  await endRig()
  standing = { images, rig: await startRig(images) }
  return standing.rig
}

/** Ends the rig that `rigOf` left standing. */
export async function endRig(): Promise<void> {
  const { rig } = standing ?? {}
  standing = undefined
  await rig?.end()
}

/** An image's name in Horizon's list. */
export const theirFirstRow = 'hz-resource-table tbody a[href*=Image]'

// As text: what the compiler adds to a function is not there in the page.
const noteFirstRows = `(function look() {
  if (!document.querySelector('[role=grid] [role=row] a, ${theirFirstRow}')) return requestAnimationFrame(look)
  // A message comes right behind the frame that paints them.
  const frame = new MessageChannel()
  frame.port1.onmessage = () => { window.rowsShownAt = performance.now() }
  frame.port2.postMessage('painted')
})()`

/**
 * Waits until rows are on the screen. Noted in the page itself: to ask it from outside takes up to
 * 100 ms while it is busy, and people do not ask, they see.
 *
 * @returns ms since the page's navigation began.
 */
export async function rowsShown(page: Page): Promise<number> {
  const shown = await page.waitForFunction(
    () => (window as unknown as { rowsShownAt?: number }).rowsShownAt,
  )
  return Number(await shown.jsonValue())
}

/**
 * Watches what the browser reports of itself from now on, on this page.
 *
 * @param what The kind of entry, such as `longtask`. @returns asks for the longest so far, in ms.
 */
export async function watchLongest(
  page: Page,
  what: PerformanceObserverInit & { durationThreshold?: number },
) {
  await page.evaluate((observed) => {
    const seen = { longest: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries())
        seen.longest = Math.max(seen.longest, duration)
    }).observe(observed)
  }, what)
  return () =>
    page.evaluate(() => (window as unknown as { seen: { longest: number } }).seen.longest)
}

/** The rows of a list that show an image. */
export const imageRows = (page: Page) =>
  page.getByRole('row').filter({ has: page.getByRole('link') })

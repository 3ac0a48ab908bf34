import type { Page } from '@playwright/test'
import { expect, people, words } from '@/e2e/fixtures'
import { type LinkFaults, openSlowLink } from '@/e2e/slow-link'
import { sha512Of } from '@/e2e/upload-files'
import { openDock, row, scopeOf, send, test, unique } from '@/e2e/upload-page'

const MiB = 1024 * 1024

// The whole 32 MiB take 5 minutes at 1 Mbit/s; every run sends less of it. VITRINE_LINK_MIB=32 asks
// for all.
const sizeMiB = Number(process.env.VITRINE_LINK_MIB ?? 4)

// Chunks are made for 20 s and cut at 45 s, so that a link may become twice as slow.
const LONGEST_SECONDS = 46

test.setTimeout(Math.max(180_000, sizeMiB * 60_000))

const links: Record<string, LinkFaults> = {
  '1 Mbit/s': { bytesPerSecond: 125_000, latencyMs: 20 },
  '3G with loss': {
    ...{ bytesPerSecond: 200_000, latencyMs: 150 },
    ...{ stallChance: 0.03, stallMs: 1_000, dropChance: 0.01 },
  },
}

/** How long each PATCH lasted, in seconds. */
function patchTimes(page: Page): number[] {
  const begun = new Map<unknown, number>()
  const lasted: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') begun.set(request, Date.now())
  })
  const ended = (request: unknown) => {
    const at = begun.get(request)
    if (at !== undefined) lasted.push((Date.now() - at) / 1000)
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return lasted
}

for (const [name, faults] of Object.entries(links)) {
  test(`over ${name} a file of ${sizeMiB} MiB arrives, and no request lasts too long`, async ({
    page,
    signIn,
    cloudOf,
    files,
    baseURL,
  }) => {
    test.info().annotations.push({ type: 'console-errors-expected' })
    const cloud = await cloudOf(people.alice)
    const mark = unique()
    const file = files.raw(`${mark}.img`, sizeMiB * MiB)
    await signIn(people.alice)
    const link = await openSlowLink(baseURL ?? '')
    try {
      await page.goto(`${link.url}/p/${scopeOf(page)}/images/new`)
      await page.getByLabel(words('uploads.drop.label')).locator('input').setInputFiles([file])
      await page.getByLabel(words('uploads.form.name'), { exact: true }).waitFor()
      link.become(faults)
      const lasted = patchTimes(page)
      const started = Date.now()
      await send(page, 1)
      await openDock(page)
      await expect(row(page, mark).getByText(/KiB\/s/)).toBeVisible({ timeout: 30_000 })
      await expect(row(page, mark).getByText(words('uploads.proof.server'))).toBeVisible({
        timeout: sizeMiB * 45_000 + 60_000,
      })
      const seconds = Math.round((Date.now() - started) / 1000)
      const { stalls, drops } = link.seen
      const description = `${sizeMiB} MiB in ${seconds} s, ${stalls} stalls, ${drops} cut connections, longest request ${Math.max(...lasted)} s`
      test.info().annotations.push({ type: 'measured', description })
      expect(lasted.length).toBeGreaterThan(1)
      expect(Math.max(...lasted)).toBeLessThan(LONGEST_SECONDS)
      if (faults.dropChance) expect(stalls + drops).toBeGreaterThan(0)
      const [id = ''] = await cloud.imagesNamed(mark)
      cloud.adopt(id)
      expect(await cloud.getImage(id)).toMatchObject({ os_hash_value: sha512Of(file) })
    } finally {
      await link.close()
    }
  })
}

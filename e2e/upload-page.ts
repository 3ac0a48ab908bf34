import type { CDPSession, Page } from '@playwright/test'
import type { CloudSession } from './cloud-session'
import { test as base, expect, people, words } from './fixtures'
import { sha512Of, UploadFiles } from './upload-files'

/** Tests that upload: `files` makes real image files; they and their uploads are removed after. */
export const test = base.extend<{ files: UploadFiles }>({
  files: async ({ cloudOf, baseURL }, use) => {
    const files = new UploadFiles()
    await use(files)
    files.remove()
    const { token, projectId } = await cloudOf(people.alice)
    const address = `${baseURL}/api/p/${projectId}/uploads`
    const headers = { 'x-auth-token': token, 'tus-resumable': '1.0.0' }
    const answer = await fetch(address, { headers })
    const { uploads } = (await answer.json()) as {
      uploads: Array<{ id: string; filename: string }>
    }
    for (const { id } of uploads.filter((one) => files.names.has(one.filename))) {
      await fetch(`${address}/${id}?image=delete`, { method: 'DELETE', headers })
    }
  },
})

/** Checks that the image of this name is the file, byte for byte; it is removed after the test. */
export async function expectArrived(
  cloud: CloudSession,
  name: string,
  file: string,
): Promise<string> {
  const [id = ''] = await cloud.imagesNamed(name)
  cloud.adopt(id)
  expect(await cloud.getImage(id)).toMatchObject({ os_hash_value: sha512Of(file) })
  return id
}

/** A name that no other test uses. */
export function unique(): string {
  return `up-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`
}

/** The path segment of the project that the page stands in. */
export function scopeOf(page: Page): string {
  const scope = /\/p\/([^/]+)/.exec(new URL(page.url()).pathname)?.[1]
  if (!scope) throw new Error(`no project in ${page.url()}`)
  return scope
}

/** Opens the upload form with these files and waits until they have been looked at. */
export async function chooseFiles(page: Page, files: string[]): Promise<void> {
  await page.goto(`/p/${scopeOf(page)}/images/new`)
  await page.getByLabel(words('uploads.drop.label')).locator('input').setInputFiles(files)
}

/** Sends what the form holds; `count` is how many files that must be. */
export async function send(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: words('uploads.form.submit', { count }) }).click()
}

/** Opens the dock, if it is not. */
export async function openDock(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('uploads.dock.open') }).click()
}

/** The row of an upload in the dock. */
export function row(page: Page, name: string) {
  return dock(page).getByRole('listitem').filter({ hasText: name })
}

export function dock(page: Page) {
  return page.getByRole('region', { name: words('uploads.dock.title') })
}

/** Percent of a row that left this machine. */
export async function percentOf(page: Page, name: string): Promise<number> {
  const bar = page.getByRole('progressbar', { name: words('uploads.row.progressOf', { name }) })
  return Number(await bar.first().getAttribute('aria-valuenow'))
}

/** Waits until more than `percent` of an upload left this machine. */
export async function waitForPercent(page: Page, name: string, percent: number): Promise<void> {
  await expect.poll(() => percentOf(page, name), { timeout: 60_000 }).toBeGreaterThan(percent)
}

/** Waits until a row says that the image is there and proven. */
export async function waitForProof(
  page: Page,
  name: string,
  proof: 'server' | 'client' = 'server',
): Promise<void> {
  await expect(row(page, name).getByText(words(`uploads.proof.${proof}`))).toBeVisible({
    timeout: 120_000,
  })
}

/** Makes the browser's link as slow as this, in bytes per second up. */
export async function slowDown(
  page: Page,
  bytesPerSecond: number,
  latency = 0,
): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  })
  return session
}

/** Cuts the browser's link; `speedUp` brings it back. Playwright's own switch knows no brake. */
export async function cutLink(session: CDPSession): Promise<void> {
  await session.send('Network.emulateNetworkConditions', {
    offline: true,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}

/** Takes the brake off again. */
export async function speedUp(session: CDPSession): Promise<void> {
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}

/** Offsets at which the browser began its PATCH requests, as they come. */
export function patchOffsets(page: Page): number[] {
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() !== 'PATCH' || !request.url().includes('/uploads/')) return
    offsets.push(Number(request.headers()['upload-offset']))
  })
  return offsets
}

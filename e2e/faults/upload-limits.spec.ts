import { type Dashboard, startDashboard } from '@/e2e/bench/processes'
import { onVariant } from '@/e2e/contract/variant'
import { expect, fillSignIn, people, test, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { UploadFiles } from '@/e2e/upload-files'
import { chooseFiles, send, unique } from '@/e2e/upload-page'
import { formatBytes } from '@/lib/format'

const MiB = 1024 * 1024
const quota = Object.entries({ size_total: 10, stage_total: 10, count_total: 10 })
  .map(([name, limit]) => `image_${name}=${limit}`)
  .join(',')

onVariant({
  real: ['--quota'],
  local: ['--quota', `${quota},image_count_uploading=2`, '--policy', 'old', '--images', '0'],
  abilities: { policy: 'old', quota: true },
})

const files = new UploadFiles()
let dashboard: Dashboard
test.beforeAll(async () => {
  dashboard = await startDashboard(target.keystoneUrl, { IMAGE_SIZE_CAP: String(20 * MiB) })
})
test.afterAll(async () => {
  await dashboard?.kill()
  files.remove()
})

test('cap and quota are compared with the file before its first byte', async ({
  browser,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const context = await browser.newContext({ baseURL: dashboard.url, locale: 'en-GB' })
  const page = await context.newPage()
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/(images|uploads)$/.test(request.url()))
      sent.push(request.url())
  })
  await page.goto('/login')
  await fillSignIn(page, people.alice)
  await page.getByRole('heading', { level: 1, name: words('images.title') }).waitFor()
  const file = (size: number) => files.raw(`${unique()}.img`, size)
  const size = (bytes: number) => formatBytes(bytes, 'en')
  const notice = (kind: 'quotaFills' | 'quotaFull', used: number) =>
    page.getByText(words(`uploads.room.${kind}`, { used: size(used), limit: size(10 * MiB) }))
  const name = page.getByLabel(words('uploads.form.name'), { exact: true })

  await page.goto('/')
  await chooseFiles(page, [file(21 * MiB)])
  await name.waitFor()
  await expect(page.getByText(words('uploads.room.overCap', { cap: size(20 * MiB) }))).toBeVisible()
  await send(page, 1)
  await expect(name).toBeVisible()
  expect(sent).toEqual([])

  await chooseFiles(page, [file(11 * MiB)])
  await expect(notice('quotaFills', 11 * MiB)).toBeVisible()

  // Glance takes the one that goes beyond the limit, and nothing after it.
  const id = await cloud.createActiveImage({ name: 'fills the quota' }, Buffer.alloc(11 * MiB))
  await chooseFiles(page, [file(MiB)])
  await expect(notice('quotaFull', 11 * MiB)).toBeVisible()
  await send(page, 1)
  await expect(name).toBeVisible()
  expect(sent).toEqual([])
  const refused = await cloud.glance(`/images/${await cloud.createImage({ name: 'next' })}/file`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: 'x',
  })
  expect(refused.status).toBe(413)
  expect(await cloud.getImage(id)).toMatchObject({ status: 'active' })
  await context.close()
})

import { createServer, type Server } from 'node:http'
import type { Page } from '@playwright/test'
import type { CloudSession } from '@/e2e/cloud-session'
import { chineseWords, expect, expectAccessible, people, test, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { paths } from '@/lib/paths'
import type { ReviewList } from '@/lib/schemas/review'

const unique = () => `review-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`
const gone = 'dddddddddddddddddddddddddddddddd'
const host = target.abilities.webDownload[0] ?? ''
let server: Server | undefined
let origin = ''

test.beforeAll(async () => {
  if (!host) return
  const files = createServer((_, response) => response.writeHead(404).end('no such file'))
  server = files
  await new Promise<void>((resolve) => files.listen(0, host, resolve))
  const address = files.address()
  if (address && typeof address === 'object') origin = `http://${host}:${address.port}`
})

test.afterAll(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Opens a queue with thresholds of zero and hands back the rows of this test. */
async function openQueue(page: Page, scope: string, list: ReviewList, mark: string) {
  await page.goto(`${paths.reviewList(scope, list)}?stuck=0&queued=0&pending=0`)
  const title = words(`review.queues.${list}.title`)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return page.getByRole('row').filter({ hasText: mark })
}

/** Presses the button of a chosen action, the one of the dialog that asks, and waits for the run. */
async function act(
  page: Page,
  action: 'deactivate' | 'reactivate' | 'show' | 'withdraw' | 'delete',
) {
  const name = words(`bulk.do.${action}`, { count: 1 })
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(dialog).toBeHidden()
  const dock = page.getByRole('region', { name: words('bulk.run.title') })
  await expect(dock).toContainText(name)
  await expect(dock).toContainText(words('bulk.run.allDone', { count: 1 }))
}

test('the desk counts all projects, and each queue leads to its images and what mends them', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.slow()
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const admin = await cloudOf(people.admin)
  const mark = unique()
  await alice.createActiveImage({ name: `${mark}-one`, visibility: 'community' }, `data of ${mark}`)
  await alice.createActiveImage({ name: `${mark}-two`, visibility: 'private' }, `data of ${mark}`)
  const forgotten = await alice.createImage({ name: `${mark}-empty` })
  const hidden = await alice.createImage({ name: `${mark}-hidden`, os_hidden: true })
  const offered = await alice.createActiveImage({ name: `${mark}-offered` }, `offer of ${mark}`)
  await post(alice, `/images/${offered}/members`, { member: bob.projectId })
  const orphan = await admin.createActiveImage({ name: `${mark}-orphan`, owner: gone }, mark)

  await signIn(people.admin)
  await page.getByRole('link', { name: words('shell.nav.review'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('review.title') })).toBeVisible()
  // Somebody may have looked a minute ago; the desk then shows those figures, with their time.
  await page.getByRole('button', { name: words('review.refresh') }).click()
  const orphans = page.getByRole('region', { name: words('review.queues.orphans.title') })
  await expect(orphans).toContainText(/[1-9]/)
  const shares = page.getByRole('region', { name: words('review.queues.pending-shares.title') })
  await expect(shares.getByText(words('review.queues.counting'))).toBeHidden()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(page)

  // Thresholds stand in the address, which is how a view is kept.
  await page.getByText(words('review.thresholds.title'), { exact: true }).click()
  await page.getByLabel(words('review.thresholds.queued')).fill('0')
  await page.getByRole('button', { name: words('review.thresholds.apply') }).click()
  await expect(page).toHaveURL(/[?&]queued=0/)
  const queued = page.getByRole('region', { name: words('review.queues.queued.title') })
  await expect(queued).toContainText(/[1-9]/)
  await queued.getByRole('link').click()
  await expect(page).toHaveURL(/\/review\/queued\?.*queued=0/)
  await expect(page.getByRole('row').filter({ hasText: `${mark}-empty` })).toContainText('demo')

  // Figures lead to the list that they count.
  await page.goto(paths.review(admin.projectId))
  const projects = page.getByRole('table', { name: words('review.figures.project') })
  const demo = projects
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: 'demo', exact: true }) })
  await demo.getByRole('link').first().click()
  await expect(page).toHaveURL(new RegExp(`owner=${alice.projectId}`))
  const community = page.getByRole('row').filter({ hasText: `${mark}-one` })
  await expect(community).toContainText('demo')
  await expect(
    page.getByRole('radio', { name: words('images.projects.all'), exact: true }),
  ).toBeChecked()
  await page.getByRole('radio', { name: words('images.projects.usual') }).click()
  await expect(page).not.toHaveURL(/visibility=/)
  await expect(community).toBeHidden()

  const scope = admin.projectId
  let rows = await openQueue(page, scope, 'duplicates', mark)
  await expect(rows.filter({ hasText: `${mark}-one` })).toBeVisible()
  await expect(rows.filter({ hasText: `${mark}-two` })).toBeVisible()
  await expect(rows.filter({ hasText: `${mark}-offered` })).toBeHidden()
  await expectAccessible(page)

  rows = await openQueue(page, scope, 'orphans', mark)
  await expect(rows).toContainText(words('review.figures.goneProject', { id: gone }))
  await rows.getByRole('checkbox').click()
  await act(page, 'deactivate')
  await expect.poll(async () => (await admin.getImage(orphan)).status).toBe('deactivated')

  rows = await openQueue(page, scope, 'deactivated', mark)
  await rows.getByRole('checkbox').click()
  await act(page, 'reactivate')
  await expect(rows).toBeHidden()
  expect((await admin.getImage(orphan)).status).toBe('active')

  rows = await openQueue(page, scope, 'hidden', mark)
  await rows.getByRole('checkbox').click()
  await act(page, 'show')
  await expect(rows).toBeHidden()
  expect((await admin.getImage(hidden)).os_hidden).toBe(false)

  rows = await openQueue(page, scope, 'pending-shares', mark)
  await expect(rows).toContainText(bob.projectId)
  await rows.getByRole('checkbox').click()
  await act(page, 'withdraw')
  await expect(rows).toBeHidden()
  expect((await bob.glance(`/images/${offered}`)).status).toBe(404)

  rows = await openQueue(page, scope, 'queued', `${mark}-empty`)
  await rows.getByRole('checkbox').click()
  await act(page, 'delete')
  await expect(rows).toBeHidden()
  expect((await admin.glance(`/images/${forgotten}`)).status).toBe(404)
})

test('an import that failed tells why, in its queue and among the tasks', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.skip(!host, 'this cloud was started without an address for web-download')
  const alice = await cloudOf(people.alice)
  const admin = await cloudOf(people.admin)
  const mark = unique()
  const id = await alice.createImage({ name: mark })
  const method = { name: 'web-download', uri: `${origin}/none` }
  await post(alice, `/images/${id}/import`, { method })
  const task = await failedTask(alice, id)
  await signIn(people.admin)

  const rows = await openQueue(page, admin.projectId, 'failed-imports', mark)
  await expect(rows).toContainText(task.message.slice(0, 20))

  await page.goto(paths.tasks(admin.projectId))
  await page.getByRole('radio', { name: words('review.tasks.statuses.failure') }).click()
  await expect(page).toHaveURL(/status=failure/)
  const row = page.getByRole('row').filter({ hasText: task.id.slice(-4) })
  await expect(row.first()).toContainText('demo')
  await page.goto(`${paths.tasks(admin.projectId)}?task=${task.id}`)
  const panel = page.getByRole('dialog', { name: words('review.tasks.task') })
  await expect(panel.getByRole('link', { name: id })).toBeVisible()
  await expect(panel).toContainText(task.message.slice(0, 20))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(page)
})

test('stores, usage and the cache', async ({ page, signIn, cloudOf }) => {
  const alice = await cloudOf(people.alice)
  const admin = await cloudOf(people.admin)
  const mark = unique()
  const id = await alice.createActiveImage({ name: mark }, `cached ${mark}`)
  await signIn(people.admin)
  await page.goto(paths.stores(admin.projectId))
  const store = page.getByRole('region', { name: 'fast' })
  await expect(store).toContainText(words('review.stores.default'))
  await store.getByRole('link').click()
  await expect(page).toHaveURL(/in-store\?store=fast/)
  await expect(page.getByRole('row').filter({ hasText: mark })).toBeVisible()

  await page.goto(paths.usage(admin.projectId))
  if (!target.abilities.quota)
    await expect(page.getByText(words('review.usage.noLimits'))).toBeVisible()
  await expect(page.getByRole('cell', { name: 'demo', exact: true })).toBeVisible()

  await page.goto(paths.cache(admin.projectId))
  if (!target.abilities.cache) {
    await expect(page.getByText(words('review.cache.offTitle'))).toBeVisible()
    return
  }
  const row = page.getByRole('row').filter({ hasText: mark })
  // There is one cache a cloud, and another test may just empty it.
  await expect(async () => {
    await page.getByLabel(words('review.cache.imageId')).fill(id)
    await page.getByRole('button', { name: words('review.cache.add') }).click()
    await expect(row).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: 20_000 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(page)
  await row.getByRole('checkbox').click()
  const remove = words('review.cache.remove.submit', { count: 1 })
  await page.getByRole('button', { name: remove }).click()
  await page.getByRole('dialog').getByRole('button', { name: remove }).click()
  await expect(row).toBeHidden()
  const left = await (await admin.glance('/cache')).text()
  expect(left).not.toContain(id)
})

test('only administrators are led to the desk, which speaks both languages', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const admin = await cloudOf(people.admin)
  await signIn(people.alice)
  await expect(page.getByRole('link', { name: words('shell.nav.uploads') })).toBeVisible()
  await expect(
    page.getByRole('link', { name: words('shell.nav.review'), exact: true }),
  ).toHaveCount(0)
  await page.context().clearCookies()
  await signIn(people.admin)
  await page.context().addCookies([{ name: 'vitrine-locale', value: 'zh-CN', url: page.url() }])
  await page.goto(paths.review(admin.projectId))
  await expect(
    page.getByRole('heading', { level: 1, name: chineseWords('review.title') }),
  ).toBeVisible()
  await expect(page.getByText(chineseWords('review.queues.duplicates.lead'))).toBeVisible()
})

async function post(cloud: CloudSession, path: string, body: object): Promise<void> {
  const answer = await cloud.glance(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBeLessThan(300)
}

async function failedTask(cloud: CloudSession, id: string) {
  type Task = { id: string; status: string; message: string }
  let found: Task | undefined
  await expect
    .poll(async () => {
      const answer = await cloud.glance(`/images/${id}/tasks`)
      const { tasks } = (await answer.json()) as { tasks: Task[] }
      found = tasks.find(({ status }) => status === 'failure')
      return found?.status
    })
    .toBe('failure')
  if (!found) throw new Error('no failed task')
  return found
}

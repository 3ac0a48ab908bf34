import type { CloudSession } from '@/e2e/cloud-session'
import { expect, expectAccessible, fillSignIn, people, test, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `share-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`
const nobody = 'ffffffffffffffffffffffffffffffff'

test('alice shares with bob, who accepts, and she takes it back', async ({
  page,
  signIn,
  cloudOf,
  browser,
}) => {
  test.slow()
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const name = unique()
  const id = await alice.createActiveImage({ name, visibility: 'private' })
  await signIn(people.alice)

  // A private image has no members; the page says so and offers to change that.
  await page.goto(paths.imageMembers(alice.projectId, id))
  await expect(page.getByText(words('members.notShared.title'))).toBeVisible()
  await page.getByRole('button', { name: words('members.notShared.make') }).click()

  // One project by name, one by id, one id that is clearly a slip.
  await page.getByRole('button', { name: words('members.add.suggestions') }).click()
  await page.getByRole('option', { name: /^partner/ }).click()
  await page.keyboard.press('Escape')
  await page.getByLabel(words('members.add.ids')).fill(`${nobody}, slip`)
  await expect(page.getByText(words('members.add.oddId', { count: 1, ids: 'slip' }))).toBeVisible()
  await page.getByLabel(words('members.add.ids')).fill(nobody)
  await page.getByRole('button', { name: words('members.add.submit', { count: 2 }) }).click()
  const result = page.getByRole('region', { name: words('members.add.result') })
  await expect(result.getByText(words('kit.confirm.done'))).toHaveCount(2)
  const table = page.getByRole('grid', { name: words('members.title') })
  await expect(table.getByRole('row').filter({ hasText: 'partner' })).toContainText(
    words('kit.memberStatus.pending'),
  )
  await expect(table.getByRole('row').filter({ hasText: nobody })).toBeVisible()

  // Adding the same again is told for that project alone, in Glance's words.
  await page.getByLabel(words('members.add.ids')).fill(nobody)
  await page.getByRole('button', { name: words('members.add.submit', { count: 1 }) }).click()
  await expect(result.getByText(/duplicated/)).toBeVisible()

  // Bob, in a browser of his own, sees the offer counted and accepts it.
  const context = await browser.newContext({ locale: 'en-GB' })
  const other = await context.newPage()
  await other.goto(new URL('/login', page.url()).href)
  await fillSignIn(other, people.bob)
  await other.getByRole('link', { name: new RegExp(words('shell.nav.shared')) }).click()
  await other.getByRole('button', { name: words('members.offers.accepted.one', { name }) }).click()
  await expect.poll(() => statusOf(alice, id, bob.projectId)).toBe('accepted')
  await context.close()

  await page.reload()
  const row = table.getByRole('row').filter({ hasText: 'partner' })
  await expect(row).toContainText(words('kit.memberStatus.accepted'))
  await row.getByRole('button', { name: words('members.remove', { name: 'partner' }) }).click()
  await page
    .getByRole('dialog', { name: words('members.removeTitle', { name: 'partner' }) })
    .getByRole('button', { name: words('members.removeSubmit') })
    .click()
  await expect(row).toBeHidden()
  expect((await bob.glance(`/images/${id}`)).status).toBe(404)
})

test('bob accepts and rejects several at once, takes an answer back, and sees what fails', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const mark = unique()
  const ids: string[] = []
  for (const part of ['a', 'b', 'c']) {
    const id = await alice.createActiveImage({ name: `${mark}-${part}` })
    await offer(alice, id, bob.projectId)
    ids.push(id)
  }
  await signIn(people.bob)
  await page.getByRole('link', { name: new RegExp(words('shell.nav.shared')) }).click()
  const rows = page.getByRole('row').filter({ hasText: mark })
  await expect(rows).toHaveCount(3)
  // Colours that still fade from one theme to the other would be measured half-way.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(page)
  await rows
    .filter({ hasText: `${mark}-a` })
    .getByRole('checkbox')
    .click()
  await rows
    .filter({ hasText: `${mark}-b` })
    .getByRole('checkbox')
    .click()

  // Meanwhile the owner takes one back: that one fails, the other goes through.
  const gone = await alice.glance(`/images/${ids[1]}/members/${bob.projectId}`, {
    method: 'DELETE',
  })
  expect(gone.status).toBe(204)
  await page
    .getByRole('button', { name: words('members.offers.rejected.submit', { count: 2 }) })
    .click()
  const failed = page.getByRole('alert', { name: words('members.offers.failed', { count: 1 }) })
  await expect(failed).toContainText(`${mark}-b`)
  await expect.poll(() => statusOf(alice, ids[0] ?? '', bob.projectId)).toBe('rejected')
  await expect(rows).toHaveCount(1)

  await page.getByRole('button', { name: words('image.done.undo') }).click()
  await expect.poll(() => statusOf(alice, ids[0] ?? '', bob.projectId)).toBe('pending')
  await expect(rows).toHaveCount(2)

  await rows
    .getByRole('button', {
      name: words('members.offers.rejected.one', { name: `${mark}-c` }),
    })
    .click()
  await page.getByRole('tab', { name: words('members.offers.tab.rejected') }).click()
  await expect(rows.filter({ hasText: `${mark}-c` })).toBeVisible()
  await rows
    .getByRole('button', {
      name: words('members.offers.accepted.one', { name: `${mark}-c` }),
    })
    .click()
  await expect.poll(() => statusOf(alice, ids[2] ?? '', bob.projectId)).toBe('accepted')
  await page.getByRole('link', { name: words('shell.nav.images') }).click()
  await page.getByRole('searchbox', { name: words('images.filters.search') }).fill(mark)
  await expect(page.getByRole('row').filter({ hasText: `${mark}-c` })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: `${mark}-a` })).toBeHidden()
})

test('leaving shared warns, and a member sees only what it may', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const id = await alice.createActiveImage({ name: unique() })
  await offer(alice, id, bob.projectId)
  await signIn(people.bob)
  await page.goto(paths.imageMembers(bob.projectId, id))
  await expect(page.getByText(words('members.memberView.title'))).toBeVisible()
  await expect(page.getByText(words('kit.memberStatus.pending'))).toBeVisible()
  await page.getByRole('button', { name: words('image.actions.more') }).click()
  const remove = page.getByRole('menuitem', { name: words('image.actions.delete') })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toContainText(words('image.refusals.foreign'))

  await page.context().clearCookies()
  await signIn(people.alice)
  await page.goto(paths.imageEdit(alice.projectId, id))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await panel.getByRole('radio', { name: words('kit.visibility.private') }).click()
  await expect(panel.getByText(words('image.edit.leavesShared', { count: 1 }))).toBeVisible()
  await panel.getByRole('button', { name: words('image.edit.save', { count: 1 }) }).click()
  await expect(panel).toBeHidden()
  expect((await bob.glance(`/images/${id}`)).status).toBe(404)
})

test('a hidden offer is listed and counted, own shared images are not', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const name = unique()
  const id = await alice.createActiveImage({ name, os_hidden: true })
  await bob.createImage({ name: `${name}-own`, visibility: 'shared' })
  await offer(alice, id, bob.projectId)
  await signIn(people.bob)
  const link = page.getByRole('link', { name: new RegExp(words('shell.nav.shared')) })
  // Other tests make and answer offers to bob at the same time.
  await expect(async () => {
    await page.reload()
    const count = await pendingOffers(bob)
    await expect(link).toContainText(words('shell.nav.sharedPending', { count }), { timeout: 2000 })
  }).toPass({ timeout: 30_000 })
  await link.click()
  const row = page.getByRole('row', { name, exact: true })
  await expect(row.getByRole('img', { name: words('images.row.hidden') })).toBeVisible()
  await expect(page.getByRole('row', { name: `${name}-own` })).toBeHidden()
  await row.getByRole('button', { name: words('members.offers.accepted.one', { name }) }).click()
  await expect.poll(() => statusOf(alice, id, bob.projectId)).toBe('accepted')
  await page.getByRole('tab', { name: words('members.offers.tab.accepted') }).click()
  await expect(row).toBeVisible()
})

/** Offers to a project without an answer, as Glance itself lists them. */
async function pendingOffers(cloud: CloudSession): Promise<number> {
  const query = '/images?visibility=shared&member_status=pending&limit=1000&os_hidden='
  const lists = await Promise.all(
    ['false', 'true'].map(async (hidden) => {
      const answer = await cloud.glance(`${query}${hidden}`)
      return ((await answer.json()) as { images: Array<{ owner: string }> }).images
    }),
  )
  return lists.flat().filter(({ owner }) => owner !== cloud.projectId).length
}

async function offer(cloud: CloudSession, id: string, member: string): Promise<void> {
  const answer = await cloud.glance(`/images/${id}/members`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ member }),
  })
  expect(answer.status).toBe(200)
}

async function statusOf(cloud: CloudSession, id: string, member: string): Promise<string> {
  const answer = await cloud.glance(`/images/${id}/members/${member}`)
  return ((await answer.json()) as { status: string }).status
}

import { expect, fillSignIn, people, test, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import type { FaultRule } from '@/lib/localcloud/faults'
import { clearFaults, setFaults } from './fault-board'

test.skip(target.name !== 'local', 'only the embedded cloud fails on demand')
test.describe.configure({ mode: 'serial' })
test.afterEach(clearFaults)

type Code = Parameters<typeof words>[0] extends `errors.${infer Name}.title` ? Name : string

const answers: Array<[what: string, rule: Partial<FaultRule>, code: Code]> = [
  ['403', { status: 403 }, 'forbidden'],
  ['404', { status: 404 }, 'not_found'],
  ['409', { status: 409 }, 'conflict'],
  ['413', { status: 413 }, 'too_large'],
  ['500', { status: 500 }, 'upstream_down'],
  ['a proxy’s HTML page', { status: 502, html: true }, 'upstream_down'],
  ['503', { status: 503 }, 'upstream_down'],
  ['429', { status: 429 }, 'throttled'],
  ['503 with Retry-After', { status: 503, retryAfter: 7 }, 'upstream_down'],
  ['half an answer', { dropAnswerAtBytes: 100 }, 'upstream_down'],
  ['no answer', { drop: true }, 'upstream_down'],
  ['garbage', { text: '%%% not JSON' }, 'upstream_odd'],
  ['torn JSON', { text: '{"images": [{"id": "1", "na' }, 'upstream_odd'],
  ['wrong types', { text: '{"images": "many", "id": 7}' }, 'upstream_odd'],
]

for (const [what, rule, code] of answers) {
  test(`the list says so when Glance answers ${what}, and recovers`, async ({ page, signIn }) => {
    await signIn(people.alice)
    await setFaults({ rules: [{ service: 'image', path: '/v2/images', ...rule }] })
    await page.reload()
    await expect(
      page.getByText(words(`errors.${code}.title` as 'errors.internal.title')),
    ).toBeVisible()
    if (rule.retryAfter)
      await expect(
        page.getByText(words('kit.retryAfter', { seconds: rule.retryAfter })),
      ).toBeVisible()
    await expectNoRawText(page)
    await clearFaults()
    await page
      .getByRole('button', { name: words('kit.retry') })
      .first()
      .click()
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
  })

  test(`the page of an image says so when Glance answers ${what}, and recovers`, async ({
    page,
    signIn,
    cloudOf,
  }) => {
    const cloud = await cloudOf(people.alice)
    const name = `fault-page-${Date.now()}`
    const id = await cloud.createImage({ name })
    await signIn(people.alice)
    const list = new URL(page.url()).pathname
    await setFaults({ rules: [{ service: 'image', path: `/v2/images/${id}`, ...rule }] })
    await page.goto(`${list}/${id}`)
    // An image that cannot be found has a page of its own; everything else is told in place.
    const title =
      code === 'not_found'
        ? words('image.missing.title')
        : words(`errors.${code}.title` as 'errors.internal.title')
    await expect(page.getByText(title).first()).toBeVisible()
    await expectNoRawText(page)
    await clearFaults()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  })
}

test('a token that Glance refuses leads to sign-in in place', async ({ page, signIn }) => {
  await signIn(people.alice)
  await setFaults({ rules: [{ service: 'image', path: '/v2/images', status: 401 }] })
  await page.reload()
  await expect(page.getByRole('dialog', { name: words('auth.session.ended') })).toBeVisible()
  await expectNoRawText(page)
  await clearFaults()
  await page.getByLabel(words('auth.signIn.password'), { exact: true }).fill('alice')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('auth.signIn.submit'), exact: true })
    .click()
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
})

test('a session that runs out is renewed in place, and the page is kept', async ({ page }) => {
  await page.goto('/login')
  await setFaults({ tokenSeconds: 20 })
  await fillSignIn(page, people.alice)
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  await page.getByRole('searchbox', { name: words('images.filters.search') }).fill('kept')
  await clearFaults()
  const dialog = page.getByRole('dialog', { name: words('auth.session.ended') })
  await expect(dialog).toBeVisible({ timeout: 60_000 })
  await dialog.getByLabel(words('auth.signIn.password'), { exact: true }).fill('alice')
  await dialog.getByRole('button', { name: words('auth.signIn.submit'), exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('searchbox', { name: words('images.filters.search') })).toHaveValue(
    'kept',
  )
  await expect(page.getByText(/among/)).toBeVisible()
})

test('Glance silent for over 30 s is told as slow', async ({ page, signIn }) => {
  await signIn(people.alice)
  await setFaults({ rules: [{ service: 'image', path: '/v2/images', delayMs: 35_000 }] })
  await page.getByRole('button', { name: words('images.list.refresh') }).click()
  await expect(page.getByText(words('errors.timed_out.title'))).toBeVisible({ timeout: 90_000 })
  await clearFaults()
})

test('Keystone down, slow or odd is told at sign-in, and nothing is blamed on the password', async ({
  page,
}) => {
  await page.goto('/login')
  const cases: Array<[Partial<FaultRule>, 'upstream_down' | 'upstream_odd']> = [
    [{ drop: true }, 'upstream_down'],
    [{ status: 503 }, 'upstream_down'],
    [{ status: 502, html: true }, 'upstream_down'],
    [{ text: 'nonsense' }, 'upstream_odd'],
  ]
  for (const [rule, failure] of cases) {
    await setFaults({ rules: [{ service: 'identity', path: '/auth/tokens', ...rule }] })
    await fillSignIn(page, people.alice)
    await expect(page.getByText(words(`auth.failures.${failure}`))).toBeVisible()
  }
  await clearFaults()
  await fillSignIn(page, people.alice)
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
})

/** No markup of an upstream, no message key, no stack on the page, and never an empty one. */
async function expectNoRawText(page: import('@playwright/test').Page): Promise<void> {
  const text = await page.locator('body').innerText()
  expect(text.trim().length).toBeGreaterThan(40)
  expect(text).not.toMatch(
    /<\/?(html|body|h1|br)|at .+:\d+:\d+|\b(images|errors|kit|shell)\.[a-z]+\.[a-z]/i,
  )
}

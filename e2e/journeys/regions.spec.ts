import path from 'node:path'
import { type Dashboard, ownFolder, startDashboard } from '@/e2e/bench/processes'
import { onVariant } from '@/e2e/contract/variant'
import { expect, expectAccessible, fillSignIn, people, test, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { formatScope, paths } from '@/lib/paths'

// A catalogue with two regions needs a cloud and a dashboard of its own.
onVariant({ real: ['--second-region'], local: ['--second-region', '--images', '0'] })

const spool = ownFolder('regions')
let dashboard: Dashboard

test.beforeAll(async () => {
  test.setTimeout(120_000)
  dashboard = await startDashboard(target.keystoneUrl, {
    UPLOAD_SPOOL_DIR: path.join(spool.path, 'spool'),
  })
})

test.afterAll(async () => {
  await dashboard?.kill()
  spool.remove()
})

test('each region shows its own images, the address names it, and what is made lands there', async ({
  page,
  cloudOf,
}) => {
  test.slow()
  const one = await cloudOf(people.alice, 'RegionOne')
  const two = await cloudOf(people.alice, 'RegionTwo')
  const mark = `region-${Date.now()}`
  await one.createImage({ name: `${mark}-one` })
  const id = await two.createImage({ name: `${mark}-two` })
  const scopeTwo = formatScope({ projectId: two.projectId, region: 'RegionTwo' })
  const link = (name: string) => page.getByRole('link', { name, exact: true })

  await page.goto(`${dashboard.url}/login`)
  await fillSignIn(page, people.alice)
  const switcher = page.getByRole('combobox', { name: words('shell.region.label') })
  const choose = async (region: string) => {
    await switcher.click()
    await page.getByRole('option', { name: region }).click()
    await expect(switcher).toHaveText(region)
  }
  await choose('RegionOne')
  await expect(link(`${mark}-one`)).toBeVisible()
  await expect(link(`${mark}-two`)).toBeHidden()
  await expectAccessible(page)

  // By keyboard to the other region. Once it is placed the list takes the focus to its chosen option,
  // so that a key of the first instant may be lost.
  await switcher.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: 'RegionOne' })).toBeFocused()
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(page.getByRole('option', { name: 'RegionTwo' })).toBeFocused({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await page.keyboard.press('Enter')
  await expect(switcher).toHaveText('RegionTwo')
  expect(new URL(page.url()).pathname).toBe(paths.images(scopeTwo))
  await expect(link(`${mark}-two`)).toBeVisible()
  await expect(link(`${mark}-one`)).toBeHidden()
  await page.reload()
  await expect(switcher).toHaveText('RegionTwo')

  await link(`${mark}-two`).click()
  await expect(page.getByRole('heading', { level: 1, name: `${mark}-two` })).toBeVisible()
  await page.getByRole('link', { name: words('image.actions.edit'), exact: true }).click()
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await panel.getByLabel(words('image.edit.name'), { exact: true }).fill(`${mark}-two-edited`)
  await panel.getByRole('button', { name: words('image.edit.save', { count: 1 }) }).click()
  await expect(panel).toBeHidden()
  expect(await two.getImage(id)).toMatchObject({ name: `${mark}-two-edited` })

  // An image of one region is not to be found in the other.
  await page.goto(
    `${dashboard.url}${paths.image(formatScope({ ...two, region: 'RegionOne' }), id)}`,
  )
  await expect(page.getByText(words('image.missing.title')).first()).toBeVisible()

  // Another project keeps the region; the back button brings the other one again.
  await page.goto(`${dashboard.url}${paths.images(scopeTwo)}`)
  await page.getByRole('button', { name: /^Current project/ }).click()
  await page.getByRole('option', { name: 'partner' }).click()
  await expect(
    page.getByRole('button', { name: words('shell.project.current', { name: 'partner' }) }),
  ).toBeVisible()
  await expect(switcher).toHaveText('RegionTwo')
  await page.goBack()
  await expect(link(`${mark}-two-edited`)).toBeVisible()
})

test('a region that the catalogue does not have is told in words', async ({ page, cloudOf }) => {
  const { projectId } = await cloudOf(people.alice)
  await page.goto(`${dashboard.url}/login`)
  await fillSignIn(page, people.alice)
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  await page.goto(`${dashboard.url}${paths.images(formatScope({ projectId, region: 'Nowhere' }))}`)
  await expect(page.getByText(/no image service in region Nowhere/)).toBeVisible()
})

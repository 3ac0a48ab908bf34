import { expect, people, test, words } from '@/e2e/fixtures'

test('scripts and styles go out as the browser takes them, with the same content', async ({
  page,
  baseURL,
}) => {
  await page.goto('/login')
  const files = await page.evaluate(() => [
    document.querySelector<HTMLScriptElement>('script[src*="/_next/"]')?.src ?? '',
    document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')?.href ?? '',
  ])
  for (const file of files) {
    expect(file).toContain(`${baseURL}/_next/static/`)
    const answers = await Promise.all(
      ['br', 'gzip', 'identity'].map((encoding) =>
        fetch(file, { headers: { 'accept-encoding': encoding } }),
      ),
    )
    expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual([
      'br',
      'gzip',
      null,
    ])
    for (const { headers } of answers) {
      expect(headers.get('vary')).toContain('Accept-Encoding')
      expect(headers.get('cache-control')).toContain('immutable')
    }
    const types = answers.map(({ headers }) => headers.get('content-type')?.toLowerCase())
    expect(new Set(types).size).toBe(1)
    const [brotli, gzip, plain] = await Promise.all(answers.map((answer) => answer.text()))
    expect(brotli === plain && gzip === plain).toBe(true)
  }
})

test('a part of the page that does not come is told, and works once it comes', async ({
  page,
  signIn,
}) => {
  await signIn(people.alice)
  await page.waitForLoadState('networkidle')
  const scripts = '**/_next/static/chunks/**'
  await page.route(scripts, (route) => route.abort())
  await page.getByRole('button', { name: words('kit.table.columns') }).click()
  const note = page.getByText(words('shell.missingCode.text'))
  await expect(note).toBeVisible()
  await expect(page.getByRole('button', { name: words('shell.missingCode.reload') })).toBeVisible()
  // What is typed meanwhile is meant for the box: on the page, `u` would open the upload form.
  await page.keyboard.press('u')
  await expect(page).toHaveURL(/images$/)
  await page.unroute(scripts)
  await expect(page.getByRole('dialog', { name: words('kit.table.columns') })).toBeVisible()
  await expect(note).toBeHidden()
})

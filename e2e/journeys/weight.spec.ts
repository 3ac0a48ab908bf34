import { expect, test } from '@/e2e/fixtures'

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

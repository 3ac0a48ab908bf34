// Takes the pictures of docs/screenshots, in both themes and both languages, from a fresh demo:
//   npm run demo -- --reset          (in one terminal)
//   node scripts/screenshots.mjs http://localhost:3000 [DIR]
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'

const [base = 'http://localhost:3000', folder = 'docs/screenshots', only] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '..')
mkdirSync(folder, { recursive: true })
const address = 'https://cloud.debian.org/images/cloud/trixie/latest/debian-13-generic-amd64.qcow2'

/** The words of the screens, so that buttons are found in either language. */
function wordsOf(locale) {
  const place = path.join(root, 'lib/i18n/messages', locale)
  const all = Object.fromEntries(
    readdirSync(place).map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(place, file), 'utf8')),
    ]),
  )
  return (key) => key.split('.').reduce((node, part) => node[part], all)
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
for (const locale of ['en', 'zh-CN'])
  for (const theme of ['light', 'dark']) await tour(locale, theme)
await browser.close()

async function tour(locale, theme) {
  const w = wordsOf(locale)
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale,
    timezoneId: 'UTC',
  })
  await context.addCookies([{ name: 'vitrine-locale', value: locale, url: base }])
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  let scope = ''
  const at = (place) => page.goto(`${base}/p/${scope}/${place}`)
  const button = (key) => page.getByRole('button', { name: w(key), exact: true })
  const shot = async (name, ready) => {
    await ready?.waitFor()
    await page.waitForTimeout(800)
    const file = path.join(folder, `${name}-${theme}-${locale}.png`)
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    console.log(file)
  }
  const wants = (name) => !only || only.split(',').includes(name)
  const signIn = async (who) => {
    await context.clearCookies({ name: /session/ })
    await page.goto(`${base}/login`)
    if (who === 'alice' && wants('login')) await shot('login')
    await page.getByLabel(w('auth.signIn.username'), { exact: true }).fill(who)
    await page.getByLabel(w('auth.signIn.password'), { exact: true }).fill(who)
    await page.getByRole('button', { name: w('auth.signIn.submit'), exact: true }).click()
    await page.waitForURL(/\/p\//)
    scope = /\/p\/([^/]+)/.exec(page.url())?.[1] ?? ''
    await page.getByRole('row').nth(3).waitFor()
  }

  await signIn('alice')
  await untag(page, scope, 'reviewed')
  const ids = await imagesNamed(page, scope, ['GitLab runner', 'Kubernetes node', 'web-tier'])
  const [shared = '', other = '', third = ''] = ids
  const scenes = {
    list: async () => {
      await at('images')
      await shot('list', page.getByRole('row').nth(5))
    },
    bulk: async () => {
      await at('images')
      const boxes = page.getByRole('row').getByRole('checkbox')
      for (const row of [3, 5, 6]) await boxes.nth(row).click()
      await button('bulk.actions.addTags').click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(w('bulk.fields.tags')).fill('reviewed')
      await dialog.getByText(w('commands.show'), { exact: true }).click()
      await shot('bulk', dialog)
      await dialog.getByRole('button').last().click()
      await page.getByRole('button', { name: w('bulk.run.open') }).click()
      await shot('bulk-dock')
      await untag(page, scope, 'reviewed')
    },
    image: async () => {
      await at(`images/${shared}`)
      await shot('image', page.getByRole('heading', { level: 1 }))
    },
    edit: async () => {
      await at(`images/${shared}/edit`)
      await shot('edit', page.getByRole('dialog'))
    },
    members: async () => {
      await at(`images/${shared}/members`)
      await shot('members', page.getByRole('row').nth(1))
    },
    compare: async () => {
      await at(`images/compare?a=${other}&b=${third}`)
      await shot('compare', page.getByRole('table').first())
    },
    palette: async () => {
      await at(`images/${shared}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForTimeout(800)
      await page.keyboard.press('Control+k')
      await shot('palette', page.getByRole('dialog'))
    },
    command: async () => {
      await at('images?status=active&visibility=public&sort=size')
      await page.getByRole('row').nth(3).waitFor()
      await button('commands.show').click()
      await shot('command', page.getByRole('dialog'))
    },
    gallery: async () => {
      await at('gallery')
      await shot('gallery', page.getByRole('listitem').nth(3))
    },
    import: async () => {
      await at('images/new?way=url')
      await page.getByRole('textbox').first().fill(address)
      await shot('import')
    },
    upload: async () => {
      await at('images/new')
      await page.locator('input[type=file]').setInputFiles(diskFile())
      await shot('upload', page.getByRole('textbox').first())
    },
  }
  for (const [name, scene] of Object.entries(scenes)) if (wants(name)) await scene()

  await signIn('admin')
  if (wants('review')) {
    await at('review')
    await page.getByText(w('review.figures.project')).first().waitFor()
    await page.waitForTimeout(3000)
    await shot('review')
  }
  if (wants('queue')) {
    await at('review/deactivated')
    await page.getByRole('row').nth(2).waitFor()
    for (const row of [1, 2]) await page.getByRole('row').nth(row).getByRole('checkbox').click()
    await shot('queue')
  }
  await context.close()
}

async function untag(page, scope, tag) {
  const answer = await page.request.get(`${base}/api/p/${scope}/images?tag=${tag}`)
  for (const { id } of (await answer.json()).images) {
    const url = `${base}/api/p/${scope}/images/${id}/tags/${tag}`
    await page.request.delete(url, { headers: { origin: base, 'sec-fetch-site': 'same-origin' } })
  }
}

async function imagesNamed(page, scope, names) {
  const answer = await page.request.get(`${base}/api/p/${scope}/images?limit=1000`)
  const { images } = await answer.json()
  return names.map((name) => images.find((image) => image.name?.startsWith(name))?.id)
}

/** The head of a small qcow2, which is enough for the form to know what it is. */
function diskFile() {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'vitrine-')), 'debian-13-amd64.qcow2')
  const head = Buffer.alloc(196_608)
  head.write('QFI\xfb', 0, 'latin1')
  head.writeUInt32BE(3, 4)
  head.writeUInt32BE(16, 20)
  head.writeBigUInt64BE(3n * 1024n ** 3n, 24)
  head.writeUInt32BE(6, 36)
  head.writeBigUInt64BE(131_072n, 40)
  head.writeBigUInt64BE(65_536n, 48)
  head.writeUInt32BE(1, 56)
  head.writeUInt32BE(4, 96)
  head.writeUInt32BE(104, 100)
  writeFileSync(file, head)
  return file
}

import { createServer, type Server } from 'node:http'
import { type Browser, chromium, type Page } from '@playwright/test'
import { fillSignIn, people, words } from '@/e2e/fixtures'
import { chooseFiles, openDock, row, send } from '@/e2e/upload-page'
import { paths } from '@/lib/paths'
import { type Access, deleteRecord } from './cloud'
import { wait } from './processes'
import type { LeanClient } from './tus-client'

/** Seconds from the click until the image is active, and until the page says that it is proven. */
export type Clicked = { active: number; proven: number }

/** One Chromium that sends files through the dashboard and straight to Glance. */
export type BrowserSender = {
  throughDashboard(file: { path: string; imageName: string }): Promise<Clicked>
  /** @returns seconds from the click until Glance has answered. */
  straight(file: { path: string }): Promise<number>
  close(): Promise<void>
}

/** A page of another origin that sends a file to Glance by itself; its origin is for `--cors`. */
export type PlainPage = { origin: string; close(): void }

// The least that a page can do: a record, one PUT of the file as it is. What it needs is in the hash.
const plainPage = `<!doctype html><title>straight</title><input type="file"><button>Send</button><output></output>
<script>
const [input, button, output] = ['input', 'button', 'output'].map((name) => document.querySelector(name))
button.onclick = async () => {
  const { glance, token } = JSON.parse(decodeURIComponent(location.hash.slice(1)))
  const record = await fetch(glance + '/v2/images', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': token },
    body: JSON.stringify({ name: 'bench straight', disk_format: 'raw', container_format: 'bare' }),
  })
  const { id } = await record.json()
  const put = new XMLHttpRequest()
  put.open('PUT', glance + '/v2/images/' + id + '/file')
  put.setRequestHeader('content-type', 'application/octet-stream')
  put.setRequestHeader('x-auth-token', token)
  put.onloadend = () => { output.textContent = put.status + ' ' + id }
  put.send(input.files[0])
}
</script>`

export async function servePlainPage(): Promise<PlainPage> {
  const server: Server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(plainPage)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

/** Opens Chromium and signs in on the dashboard as the seed's alice. */
export async function openBrowser(options: {
  url: string
  plain: PlainPage
  me: Access
  client: LeanClient
}): Promise<BrowserSender> {
  const { url, plain, me, client } = options
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto('/login')
  await fillSignIn(page, people.alice)
  await page.getByRole('heading', { level: 1, name: words('images.title') }).waitFor()
  const other = await context.newPage()
  return {
    throughDashboard: async ({ path, imageName }) => {
      await page.bringToFront()
      await page.goto(paths.images(me.projectId))
      const clicked = await throughDashboard(page, client, path, imageName)
      // An open page goes on asking for what it shows, and that is no part of the other ways' time.
      await page.goto('about:blank')
      return clicked
    },
    straight: async ({ path }) => {
      await other.bringToFront()
      return straight(other, plain, me, path)
    },
    close: () => browser.close(),
  }
}

async function throughDashboard(page: Page, client: LeanClient, file: string, name: string) {
  const known = new Set((await client.list()).uploads.map(({ id }) => id))
  await chooseFiles(page, [file])
  // The header has been read when the form for the record is there.
  await page.getByLabel(words('uploads.form.name'), { exact: true }).waitFor()
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  await send(page, 1)
  const id = await firstNew(client, known)
  for (;;) {
    const { state, error, forwarded, size } = await client.status(id)
    // Verifying begins when Glance has answered that the image is active.
    if (state === 'verifying' || state === 'active') break
    if (state === 'failed' || state === 'mismatch')
      throw new Error(`${name} ended as ${state}: ${error?.detail}`)
    // Each question costs the server some ms: asked often only when the answer is near.
    await wait(forwarded < 0.9 * size ? 250 : 20)
  }
  const active = seconds()
  await openDock(page)
  await row(page, name).getByText(words('uploads.proof.server')).waitFor({ timeout: 600_000 })
  const proven = seconds()
  await client.end(id, 'delete')
  return { active, proven }
}

async function firstNew(client: LeanClient, known: ReadonlySet<string>): Promise<string> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const found = (await client.list()).uploads.find(({ id }) => !known.has(id))
    if (found) return found.id
    await wait(50)
  }
  throw new Error('the browser began no upload within 60 s')
}

async function straight(page: Page, plain: PlainPage, me: Access, file: string): Promise<number> {
  const facts = encodeURIComponent(JSON.stringify({ glance: me.glanceUrl, token: me.token }))
  // Another query each time, so that the page is loaded anew.
  await page.goto(`${plain.origin}/?${Date.now()}#${facts}`)
  await page.locator('input').setInputFiles(file)
  const started = performance.now()
  await page.getByRole('button', { name: 'Send' }).click()
  const answered = page.locator('output:not(:empty)')
  await answered.waitFor({ timeout: 600_000 })
  const seconds = (performance.now() - started) / 1000
  const [status, id = ''] = (await answered.innerText()).split(' ')
  if (status !== '204') throw new Error(`Glance answered ${status} to Chromium`)
  await deleteRecord(me, id)
  return seconds
}

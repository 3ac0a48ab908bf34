import { connect } from 'node:net'
import { expect, people, test } from '@/e2e/fixtures'
import { HttpSession, send } from '@/e2e/http-session'

test.describe.configure({ mode: 'serial' })

let base: string
let alice: HttpSession
let bob: HttpSession
let demo: string
let partner: string

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
test.beforeAll(async ({}, info) => {
  base = process.env.VITRINE_URL ?? info.project.use.baseURL ?? ''
  alice = await HttpSession.open(base, people.alice)
  bob = await HttpSession.open(base, people.bob)
  demo = await alice.projectId('demo')
  partner = await bob.projectId('partner')
})

const images = (project: string) => `/api/p/${project}/images`

test.describe('cross-site', () => {
  const foreign: Array<[what: string, headers: Record<string, string>]> = [
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling host', { 'sec-fetch-site': 'same-site', origin: 'http://sub.vitrine.example' }],
    ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['an old browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['a foreign origin with forged metadata', { origin: 'https://evil.example' }],
  ]
  for (const [what, headers] of foreign) {
    test(`no write from ${what} is done, by any verb`, async ({ cloudOf }) => {
      const cloud = await cloudOf(people.alice)
      const id = await cloud.createActiveImage({ name: 'target', tags: ['kept'] })
      const one = `${images(demo)}/${id}`
      const change = { changes: [{ key: 'name', value: 'owned' }] }
      const uploads = `/api/p/${demo}/uploads`
      const writes: Array<[method: string, path: string, json?: unknown]> = [
        ['POST', images(demo), { name: 'forged' }],
        ['PATCH', one, change],
        ['DELETE', one],
        ['POST', `${one}/deactivate`],
        ['POST', `${one}/members`, { member: partner }],
        ['DELETE', `${one}/tags/kept`],
        ['POST', uploads],
        ['PATCH', `${uploads}/x`],
        ['PUT', `${uploads}/x`, {}],
        ['DELETE', `${uploads}/x?image=delete`],
        ['DELETE', '/api/sessions'],
      ]
      for (const [method, path, json] of writes) {
        const answer = await alice.call(method, path, { headers, json })
        expect.soft(`${method} ${path}: ${answer.status}`).toBe(`${method} ${path}: 403`)
      }
      expect(await cloud.getImage(id)).toMatchObject({
        name: 'target',
        status: 'active',
        tags: ['kept'],
      })
      expect(await cloud.imagesNamed('forged')).toEqual([])
    })
  }

  test('a form or plain text is no request of ours', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await alice.call('POST', images(demo), {
        headers: { 'content-type': type },
        body: '{"name":"forged"}',
      })
      expect(answer.json()).toMatchObject({ code: 'unsupported' })
    }
  })

  test('signing in or out needs the token of the form', async () => {
    const victim = await HttpSession.open(base, people.alice)
    for (const path of ['/api/auth/signout', '/api/auth/callback/credentials'])
      await victim.call('POST', path, {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
        body: 'csrfToken=forged&domain=Default&username=bob&password=bob&json=true',
      })
    expect((await victim.call('GET', `${images(demo)}?limit=1`)).status).toBe(200)
    expect((await victim.call('GET', '/api/auth/session')).text).toContain('alice')
  })

  test('no other origin may read an answer', async () => {
    for (const path of [images(demo), '/api/projects', '/api/auth/session']) {
      const answer = await alice.call('GET', path, { headers: { origin: 'https://evil.example' } })
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
    }
  })
})

test.describe('another person’s things', () => {
  test('somebody else’s upload does not exist, whatever the verb', async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const imageId = await cloud.createImage({ name: 'mine' })
    const tus = { 'tus-resumable': '1.0.0' }
    const metadata = `imageId ${Buffer.from(imageId).toString('base64')},filename bWluZQ==`
    const made = await alice.call('POST', `/api/p/${demo}/uploads`, {
      headers: { ...tus, 'upload-length': 10, 'upload-metadata': metadata },
    })
    expect(made.status).toBe(201)
    const id = String(made.headers.location).split('/').at(-1)
    const chunk = { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' }
    // Carol is in the same project, Bob is in another; both know the id.
    const carol = await HttpSession.open(base, people.carol)
    for (const [thief, project] of [
      [bob, partner],
      [carol, demo],
    ] as const) {
      const url = `/api/p/${project}/uploads/${id}`
      const tries = [
        await thief.call('HEAD', url, { headers: tus }),
        await thief.call('GET', url),
        await thief.call('PATCH', url, { headers: chunk, body: 'stolen!!!!' }),
        await thief.call('PUT', url, { json: { retry: true } }),
        await thief.call('DELETE', `${url}?image=delete`, { headers: tus }),
      ]
      expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
      expect((await thief.call('GET', `/api/p/${project}/uploads`)).text).not.toContain(id)
    }
    // In somebody else's project not even the owner finds it under.
    expect((await bob.call('GET', `/api/p/${demo}/uploads/${id}`)).status).toBe(403)
    const head = await alice.call('HEAD', `/api/p/${demo}/uploads/${id}`, { headers: tus })
    expect(head.headers['upload-offset']).toBe('0')
    await alice.call('DELETE', `/api/p/${demo}/uploads/${id}`, { headers: tus })
    expect(await cloud.getImage(imageId)).toMatchObject({ status: 'queued' })
  })

  test('an upload cannot be aimed at another project’s image', async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const imageId = await cloud.createImage({ name: 'not bob’s', visibility: 'shared' })
    await cloud.glance(`/images/${imageId}/members`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ member: partner }),
    })
    for (const target of [imageId, `../images/${imageId}`, `${imageId}/file?x=`, '*']) {
      const metadata = `imageId ${Buffer.from(target).toString('base64')},filename eA==`
      const answer = await bob.call('POST', `/api/p/${partner}/uploads`, {
        headers: { 'tus-resumable': '1.0.0', 'upload-length': 4, 'upload-metadata': metadata },
      })
      expect([400, 403, 404]).toContain(answer.status)
    }
    expect(await cloud.getImage(imageId)).toMatchObject({ status: 'queued' })
  })

  test('another project’s images stay out of reach under one’s own', async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const id = await cloud.createActiveImage({ name: 'private', visibility: 'private' })
    const url = `${images(partner)}/${id}`
    const change = { changes: [{ key: 'name', value: 'owned' }] }
    for (const answer of [
      await bob.call('GET', url),
      await bob.call('PATCH', url, { json: change }),
      await bob.call('DELETE', url),
      await bob.call('GET', `${url}/file`),
      await bob.call('GET', `${url}/members`),
      await bob.call('PUT', `${url}/tags/x`),
    ])
      expect(answer.status).toBe(404)
    expect((await bob.call('GET', `${images(demo)}/${id}`)).status).toBe(403)
    expect(await cloud.getImage(id)).toMatchObject({ name: 'private', status: 'active' })
  })
})

test.describe('addresses', () => {
  const tricks = [
    '..%2F..%2Fv3%2Fusers',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f',
    '%252e%252e%252fmembers',
    'x%00y',
    'x%0d%0aX-Injected:%201',
    '?limit=1',
    '%3Fall_tenants=1',
    '%23',
    'http:%2F%2Fevil.example%2F',
    '@evil.example',
    'a'.repeat(5000),
    '%ff%fe',
    '%E0%80%AF',
    '__proto__',
    'constructor',
  ]
  test('an id is never a path, an address or a header', async () => {
    for (const trick of tricks) {
      for (const path of [
        `${images(demo)}/${trick}`,
        `${images(demo)}/${trick}/members`,
        `${images(demo)}/${trick}/file`,
        `/api/p/${demo}/uploads/${trick}`,
        `/api/p/${trick}/images`,
        `/api/p/${demo}@${trick}/images`,
        `${images(demo)}?marker=${trick}&limit=1`,
      ]) {
        const answer = await alice.call('GET', path)
        // Every one is refused as what it is, and nothing of ours breaks.
        expect.soft(`${path.slice(0, 160)} ${answer.status}`).not.toMatch(/ 5\d\d$/)
        expect.soft(answer.headers['x-injected']).toBeUndefined()
        expect.soft(answer.text).not.toMatch(/root:|"users"|\bat .+:\d+:\d+/)
      }
    }
  })

  test('sign-in leads back to a page of ours only', async ({ page }) => {
    for (const returnTo of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/%09/evil.example',
    ]) {
      await page.context().clearCookies()
      await page.goto(`/login?returnTo=${encodeURIComponent(returnTo)}`)
      await page.getByLabel('User name', { exact: true }).fill('alice')
      await page.getByLabel('Domain', { exact: true }).fill('Default')
      await page.getByLabel('Password', { exact: true }).fill('alice')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL((url) => url.pathname !== '/login')
      expect(new URL(page.url()).origin).toBe(base)
    }
  })

  test('a file name cannot break out of its header', async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const name = 'a"; filename="evil.exe\\..\\..\u202Egpj.exe/../x'
    const id = await cloud.createActiveImage({ name })
    const answer = await alice.call('GET', `${images(demo)}/${id}/file`)
    const header = String(answer.headers['content-disposition'])
    expect(header).toMatch(/^attachment;/)
    expect(header).not.toMatch(/[\u202E\r\n]/)
    expect(header.match(/filename=/g)).toHaveLength(1)
    expect(header).not.toMatch(/[/\\]/)
    expect(answer.headers['content-type']).toBe('application/octet-stream')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })
})

test.describe('what is sent', () => {
  test('too much, too deep or too odd is refused before Glance hears of it', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const bodies: Array<[body: string, code: string]> = [
      [deep, 'invalid'],
      [`{"name":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`, 'invalid'],
      [`{"name":"${'x'.repeat(1_100_000)}"}`, 'too_large'],
      ['{"name":1e999}', 'invalid'],
      ['{"__proto__":{"polluted":true}}', 'invalid'],
      ['{"name":"a","name":["b"]}', 'invalid'],
      ['null', 'invalid'],
      ['"text"', 'invalid'],
      ['\u0000', 'invalid'],
      ['', 'invalid'],
    ]
    for (const [body, code] of bodies) {
      const started = Date.now()
      const answer = await alice.call('POST', images(demo), {
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect.soft(answer.json(), body.slice(0, 40)).toMatchObject({ code })
      expect(Date.now() - started).toBeLessThan(2_000)
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('headers that are too large, doubled or torn end the request, not the dashboard', async () => {
    const { hostname, port } = new URL(base)
    const raw = (text: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => socket.write(text))
        let answer = ''
        socket.on('data', (part) => {
          answer += part
        })
        socket.on('error', reject)
        socket.on('close', () => resolve(answer))
        setTimeout(() => socket.destroy(), 1_500)
      })
    const smuggled = 'GET /api/projects HTTP/1.1\r\nHost: x\r\n\r\n'
    for (const text of [
      `GET /api/health HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(40_000)}\r\n\r\n`,
      `POST /api/health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
      `POST /api/health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello${smuggled}`,
      `POST /api/health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
      'GET /api/health HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n',
    ])
      expect.soft(await raw(text)).toMatch(/^(HTTP\/1\.1 4\d\d|$)/)
    expect((await send('GET', `${base}/api/health`, {})).status).toBe(200)
  })

  test('slow and silent visitors hold nobody up', async () => {
    const { hostname, port } = new URL(base)
    const silent = Array.from({ length: 200 }, () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => undefined)
      socket.write('POST /api/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n')
      return socket
    })
    const started = Date.now()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => alice.call('GET', `${images(demo)}?limit=1`)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(Date.now() - started).toBeLessThan(5_000)
    for (const socket of silent) socket.destroy()
  })

  test('the host that a request names goes into no answer', async () => {
    const answer = await send('GET', `${base}/login`, {
      headers: {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      },
    })
    expect(answer.text + JSON.stringify(answer.headers)).not.toContain('evil.example')
    const home = await send('GET', `${base}/`, { headers: { host: 'evil.example' } })
    expect(String(home.headers.location ?? '')).not.toContain('evil.example')
  })

  test('headers of the framework open no door', async () => {
    for (const headers of [
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'x-middleware-rewrite': `${base}/api/p/${demo}/images` },
      { 'x-invoke-path': `/p/${demo}/images` },
      { 'next-action': 'x'.repeat(40) },
      { rsc: '1', 'next-router-prefetch': '1' },
    ]) {
      const answer = await send('GET', `${base}/p/${demo}/images`, { headers })
      expect(answer.text).not.toMatch(/"disk_format"|os_hash/)
      const direct = await send('GET', `${base}${images(demo)}`, { headers })
      // A request for page data that lacks Next's own key is sent back to ask again.
      expect([401, 307]).toContain(direct.status)
      expect(direct.text).not.toMatch(/"disk_format"|os_hash/)
    }
  })
})

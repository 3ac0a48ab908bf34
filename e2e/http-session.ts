import http from 'node:http'
import type { Person } from './fixtures'

export type HttpAnswer = {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  /** The parsed body; its shape is what the caller is about to check. */
  json<Body = Record<string, unknown>>(): Body
}

export type HttpRequest = {
  headers?: http.OutgoingHttpHeaders
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  body?: string | Buffer
}

/** One request to the dashboard, with every header under the caller's control. */
export function send(
  method: string,
  url: string,
  { headers = {}, json, body = json === undefined ? undefined : JSON.stringify(json) }: HttpRequest,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, {
      method,
      agent: false,
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
    })
    request.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: <Body>() => JSON.parse(text) as Body,
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** A signed-in browser without a screen: its cookies, and what a page of ours sends along. */
export class HttpSession {
  readonly cookies = new Map<string, string>()

  private constructor(readonly base: string) {}

  /**
   * Signs in through the same calls as the sign-in page.
   *
   * @throws Error when the sign-in was refused.
   */
  static async open(base: string, person: Person, before?: HttpSession): Promise<HttpSession> {
    const session = new HttpSession(base)
    for (const [name, value] of before?.cookies ?? []) session.cookies.set(name, value)
    const refused = await session.signIn(person)
    if (refused) throw new Error(`sign-in: ${refused}`)
    return session
  }

  /** A browser that nobody has signed in with. */
  static fresh(base: string): HttpSession {
    return new HttpSession(base)
  }

  /** @returns why it was refused; nothing when it worked. */
  async signIn({ domain, name, password }: Person): Promise<string | undefined> {
    const csrf = await this.call('GET', '/api/auth/csrf')
    const form = new URLSearchParams({
      csrfToken: csrf.json<{ csrfToken: string }>().csrfToken,
      domain,
      username: name,
      password,
      json: 'true',
      callbackUrl: this.base,
    })
    const answer = await this.call('POST', '/api/auth/callback/credentials', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    const { url } = answer.json<{ url?: string }>()
    return new URL(url ?? '/?error=none', this.base).searchParams.get('error') ?? undefined
  }

  async signOut(): Promise<void> {
    const csrf = await this.call('GET', '/api/auth/csrf')
    const { csrfToken } = csrf.json<{ csrfToken: string }>()
    await this.call('POST', '/api/auth/signout', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, json: 'true' }).toString(),
    })
  }

  /** The id of the project of that name. */
  async projectId(name: string): Promise<string> {
    const answer = await this.call('GET', '/api/projects')
    const { projects = [] } = answer.json<{ projects?: Array<{ id: string; name: string }> }>()
    const found = projects.find((project) => project.name === name)
    if (!found) throw new Error(`no project ${name}: ${answer.text}`)
    return found.id
  }

  /** A request as a page of ours sends it. Headers given take the place of those. */
  async call(method: string, path: string, request: HttpRequest = {}): Promise<HttpAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(method, new URL(path, this.base).href, {
      ...request,
      headers: {
        'sec-fetch-site': 'same-origin',
        origin: this.base,
        ...(cookie ? { cookie } : {}),
        ...request.headers,
      },
    })
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line)
    return answer
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    const isGone = value === '' || attributes.some((part) => /max-age=0\b/i.test(part))
    if (isGone) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

import { type Account, target } from '@/e2e/target'
import { type Answer, type CallOptions, call } from './http'

/** Somebody's access to both services with one token. Paths begin after `/v3` and `/v2`. */
export type Session = {
  token: string
  userId: string
  /** Empty without a project scope. */
  projectId: string
  identity(method: string, path: string, options?: CallOptions): Promise<Answer>
  image(method: string, path: string, options?: CallOptions): Promise<Answer>
}

export type TokenBody = {
  token: {
    methods: string[]
    user: {
      id: string
      name: string
      domain: { id: string; name: string }
      password_expires_at: string | null
    }
    audit_ids: string[]
    expires_at: string
    issued_at: string
    project?: { id: string; name: string; domain: { id: string; name: string } }
    domain?: { id: string; name: string }
    system?: { all: boolean }
    roles?: Array<{ id: string; name: string }>
    is_domain?: boolean
    catalog?: Array<{
      id: string
      name: string
      type: string
      endpoints: Array<{
        id: string
        interface: string
        region: string
        region_id: string
        url: string
      }>
    }>
  }
}

/** The body of POST /auth/tokens for a name and a password; without `scope` Keystone chooses. */
export function passwordAuth(
  who: Pick<Account, 'name' | 'domain' | 'password'>,
  scope?: unknown,
): { auth: Record<string, unknown> } {
  const user = { name: who.name, domain: { name: who.domain }, password: who.password }
  return {
    auth: {
      identity: { methods: ['password'], password: { user } },
      ...(scope !== undefined && { scope }),
    },
  }
}

export function projectScope(name: string, domain = 'Default') {
  return { project: { name, domain: { name: domain } } }
}

/** POST /auth/tokens with this body, and nothing else decided. */
export function authenticate(
  body: unknown,
  options: CallOptions & { query?: string } = {},
): Promise<Answer> {
  return call('POST', `${target.keystoneUrl}/auth/tokens${options.query ?? ''}`, {
    ...options,
    json: body,
  })
}

/** A session from an answer of POST /auth/tokens; throws when it was refused. */
export function sessionOf(answer: Answer): Session {
  const token = answer.headers.get('x-subject-token')
  if (!token) throw new Error(`no token: ${answer.status} ${answer.text}`)
  const body = answer.json<TokenBody>().token
  const catalog = body.catalog ?? []
  const glance = catalog
    .find(({ type }) => type === 'image')
    ?.endpoints.find(
      (endpoint) => endpoint.interface === 'public' && endpoint.region === 'RegionOne',
    )
  return {
    token,
    userId: body.user.id,
    projectId: body.project?.id ?? '',
    identity: (method, path, options) =>
      call(method, `${target.keystoneUrl}${path}`, { token, ...options }),
    image: (method, path, options) => {
      if (!glance) throw new Error('no image service in the catalogue of this token')
      return call(method, `${glance.url.replace(/\/$/, '')}/v2${path}`, { token, ...options })
    },
  }
}

const kept = new Map<string, Promise<Session>>()

/**
 * The session of a seeded account in its project, made once in a process: signing in is slow on
 * purpose. A test that ends a token makes its own with `signIn`.
 */
export function as(name: keyof typeof target.accounts): Promise<Session> {
  const key = `${target.keystoneUrl} ${name}`
  const session = kept.get(key) ?? signIn(target.accounts[name])
  kept.set(key, session)
  return session
}

/** A new session of an account, in its project where it has one. */
export async function signIn(account: Account): Promise<Session> {
  const scope = account.project ? projectScope(account.project, account.domain) : 'unscoped'
  return sessionOf(await authenticate(passwordAuth(account, scope)))
}

let counter = 0

/** A name that no other test has. */
export function uniqueName(kind: string): string {
  counter += 1
  return `${kind}-${process.pid}-${Date.now().toString(36)}-${counter}`
}

/** The root of the image service, without a slash at the end. */
export async function glanceUrl(): Promise<string> {
  const answer = await (await as('admin')).identity('GET', '/auth/catalog')
  const { catalog } = answer.json<{ catalog: NonNullable<TokenBody['token']['catalog']> }>()
  const image = catalog.find(({ type }) => type === 'image')
  const url = image?.endpoints.find(({ interface: name }) => name === 'public')?.url
  if (!url) throw new Error('no image service in the catalogue')
  return url.replace(/\/$/, '')
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalCloudOptions, startLocalCloud } from './main'

// Only unit tests import this file: a real cloud on a free port in a folder of its own.

/** Parsed answer of the test cloud. `body` is undefined when there is none. */
export type TestAnswer = {
  status: number
  headers: Headers
  text: string
  // The shape differs with every call; tests compare it with toEqual.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any
}

export type TestCloud = {
  keystoneUrl: string
  origin: string
  /** Calls Keystone below /v3, or anything else by a full URL. */
  call(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<TestAnswer>
  /** Signs in by password; `scope` as in the body of POST /auth/tokens. Answers the token. */
  signIn(name: string, password: string, scope?: unknown, domain?: string): Promise<string>
  /** The administrator's token on project admin. */
  admin(): Promise<string>
  stop(): Promise<void>
}

/** The scope of a project in domain Default. */
export function project(name: string): unknown {
  return { project: { name, domain: { name: 'Default' } } }
}

/** The body of a sign-in by password. */
export function passwordBody(
  name: string,
  password: string,
  scope?: unknown,
  domain = 'Default',
): unknown {
  const user = { name, password, domain: { name: domain } }
  const identity = { methods: ['password'], password: { user } }
  return { auth: scope === undefined ? { identity } : { identity, scope } }
}

/** Starts a cloud without images. */
export async function startTestCloud(options: Partial<LocalCloudOptions> = {}): Promise<TestCloud> {
  const dir = await mkdtemp(join(tmpdir(), 'localcloud-'))
  const cloud = await startLocalCloud({ dir, port: 0, quiet: true, images: 0, ...options })
  const call: TestCloud['call'] = async (method, path, { token, body, headers } = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${cloud.keystoneUrl}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { 'X-Auth-Token': token }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    }
  }
  const signIn: TestCloud['signIn'] = async (name, password, scope, domain) => {
    const answer = await call('POST', '/auth/tokens?nocatalog', {
      body: passwordBody(name, password, scope, domain),
    })
    const token = answer.headers.get('X-Subject-Token')
    if (!token) throw new Error(`sign-in of ${name}: ${answer.status} ${answer.text}`)
    return token
  }
  return {
    keystoneUrl: cloud.keystoneUrl,
    origin: new URL(cloud.keystoneUrl).origin,
    call,
    signIn,
    admin: () => signIn('admin', 'admin', project('admin')),
    stop: async () => {
      await cloud.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

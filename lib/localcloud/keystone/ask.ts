import type { Context } from 'hono'
import type { CloudEnv, LocalCloud } from '@/lib/localcloud/cloud'
import type { LocalDatabase } from '@/lib/localcloud/db'
import { isJsonObject, type Json, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { missing, unauthorized } from './failures'
import { type KeystoneToken, loadToken } from './token-store'

/** One request to Keystone, as handlers see it. */
export type Ask = {
  cloud: LocalCloud
  db: LocalDatabase
  /** Who asks; handlers of open calls never touch it. */
  token: KeystoneToken
  params: Record<string, string>
  query: URLSearchParams
  body: JsonObject
  /** `http://HOST/identity/v3`, from the Host header as Keystone does it. */
  base: string
  /** URL of this request with its query, as lists link to themselves. */
  self: string
  header(name: string): string | undefined
}

export type Answer = {
  status?: number
  body?: Json
  headers?: Record<string, string>
}

export type Handler = (ask: Ask) => Answer | Promise<Answer>

/** One entry of the table of calls. Open calls need no token. */
export type Route = {
  method: string
  path: string
  handler: Handler
  isOpen?: boolean
}

/** Reads what a request says. Throws 400 for a body that is no JSON object. */
export async function readAsk(cloud: LocalCloud, c: Context<CloudEnv>): Promise<Ask> {
  const url = new URL(c.req.url)
  const base = identityBase(c)
  const path = url.pathname.replace(/^\/identity\/v3/, '').replace(/\/+$/, '')
  return {
    cloud,
    db: cloud.db,
    get token() {
      return requireToken(cloud.db, c.req.header('X-Auth-Token'))
    },
    params: Object.fromEntries(
      Object.entries(c.req.param()).map(([name, value]) => [name, String(value)]),
    ),
    query: url.searchParams,
    body: await readBody(c),
    base,
    self: `${base}${path}${url.search}`,
    header: (name) => c.req.header(name),
  }
}

/** `http://HOST/identity/v3` for the host the client spoke to. */
export function identityBase(c: Context<CloudEnv>): string {
  return `http://${c.req.header('Host') ?? new URL(c.req.url).host}/identity/v3`
}

/** The asking token. Throws 401 when there is none that holds. */
export function requireToken(db: LocalDatabase, tokenId: string | undefined): KeystoneToken {
  const token = tokenId ? loadToken(db, tokenId) : undefined
  if (!token) throw unauthorized()
  return token
}

/** The object under `key` of the body; an absent one is empty, as in Keystone. */
export function bodyPart(ask: Ask, key: string): JsonObject {
  const part = ask.body[key]
  return isJsonObject(part) ? part : {}
}

async function readBody(c: Context<CloudEnv>): Promise<JsonObject> {
  const text = await c.req.text()
  if (text === '') return {}
  const type = c.req.header('Content-Type') ?? ''
  if (type !== '' && !/^application\/([\w.-]+\+)?json\b/.test(type)) {
    throw missing('application/json', 'Content-Type header')
  }
  try {
    const body: unknown = JSON.parse(text)
    if (isJsonObject(body)) return body
  } catch {
    // Falls through to the same answer as for a body of another kind.
  }
  throw missing('valid JSON', 'request body')
}

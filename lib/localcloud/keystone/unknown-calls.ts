import type { Context } from 'hono'
import type { CloudEnv } from '@/lib/localcloud/cloud'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import type { Route } from './ask'

/** Parts of Identity v3 that Keystone has and this cloud does not, below /v3. */
const unsupported: [path: RegExp, what: string][] = [
  [/^\/OS-TRUST\b/, 'trusts'],
  [/^\/(auth\/)?OS-FEDERATION\b/, 'federation'],
  [/^\/OS-OAUTH[12]\b|^\/users\/[^/]+\/OS-OAUTH1\b/, 'OAuth'],
  [/^\/OS-EP-FILTER\b/, 'endpoint filters'],
  [/^\/OS-REVOKE\b/, 'revocation events'],
  [/^\/auth\/tokens\/OS-PKI\b/, 'PKI tokens'],
  [/^\/policies\b|\/OS-ENDPOINT-POLICY\b/, 'policies kept by Keystone'],
  [/^\/(registered_)?limits\b/, 'limits kept by Keystone'],
  [/^\/(ec2|s3)tokens\b/, 'signing in by EC2 signature'],
  [/^\/users\/[^/]+\/access_rules\b/, 'access rules'],
  [/^\/domains\/[^/]+\/config\b|^\/domains\/config\b/, 'domain configuration'],
]

const notFoundPage = `<!doctype html>
<html lang=en>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>
`

/**
 * Answers what no handler took: OPTIONS, 405 for a known path, 501 for a part of Keystone that is
 * missing here, 404 as a page for the rest.
 */
export function answerUnknown(c: Context<CloudEnv>, routes: Route[]): Response {
  const path = new URL(c.req.url).pathname.replace(/^\/identity(\/v3)?/, '').replace(/\/+$/, '')
  const methods = methodsAt(path, routes)
  const vary = { Vary: 'X-Auth-Token' }
  if (methods.length > 0) {
    const allowed = new Set(methods.includes('GET') ? ['HEAD', 'OPTIONS'] : ['OPTIONS'])
    for (const method of methods) allowed.add(method)
    const headers = { ...vary, Allow: [...allowed].join(', ') }
    if (c.req.method === 'OPTIONS') {
      return new Response(null, {
        headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
      })
    }
    return Response.json(
      { message: 'The method is not allowed for the requested URL.' },
      { status: 405, headers: { ...headers, 'Content-Type': 'application/json' } },
    )
  }
  if (/^\/OS-SIMPLE-CERT\/(ca|certificates)$/.test(path)) {
    const sentence = 'This API is no longer available due to the removal of support for PKI tokens.'
    const headers = { ...vary, 'Content-Type': 'application/json' }
    return new Response(new KeystoneError(410, sentence).body(), { status: 410, headers })
  }
  const missing = unsupported.find(([pattern]) => pattern.test(path))
  if (missing) {
    const error = new KeystoneError(501, `This cloud has no ${missing[1]}.`)
    return new Response(error.body(), {
      status: 501,
      headers: { ...vary, 'Content-Type': 'application/json' },
    })
  }
  return new Response(notFoundPage, {
    status: 404,
    headers: { ...vary, 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/**
 * Methods of a path. Keystone serves a collection and its members by one class and names the
 * methods of both.
 */
function methodsAt(path: string, routes: Route[]): string[] {
  const here = routes.filter((route) => patternOf(route.path).test(path))
  const families = here.map((route) => familyOf(route.path))
  return routes
    .filter((route) => here.includes(route) || families.includes(familyOf(route.path)))
    .map((route) => route.method)
}

/** `/projects` for `/projects` and `/projects/:project_id`; deeper paths stand alone. */
function familyOf(path: string): string {
  return /^\/\w+\/:\w+$/.test(path) ? path.slice(0, path.indexOf('/', 1)) : path
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[a-z_]+/g, '[^/]+')}$`)
}

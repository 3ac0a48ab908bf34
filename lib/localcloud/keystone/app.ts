import { type Context, Hono } from 'hono'
import type { CloudEnv, LocalCloud } from '@/lib/localcloud/cloud'
import { dumpJson } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import { applicationCredentialRoutes } from './application-credentials'
import { type Answer, identityBase, type Route, readAsk } from './ask'
import { authListRoutes } from './auth-lists'
import { catalogRoutes } from './catalog'
import { credentialRoutes } from './credentials'
import { versionDocument } from './discovery'
import { domainRoutes } from './domains'
import { ec2CredentialRoutes } from './ec2-credentials'
import { endpointRoutes } from './endpoints'
import { grantRoutes } from './grants'
import { groupRoutes } from './groups'
import { impliedRoleRoutes } from './implied-roles'
import { projectTagRoutes } from './project-tags'
import { projectRoutes } from './projects'
import { regionRoutes } from './regions'
import { roleAssignmentRoutes } from './role-assignments'
import { roleRoutes } from './roles'
import { serviceRoutes } from './services'
import { tokenRoutes } from './tokens'
import { answerUnknown } from './unknown-calls'
import { passwordRoutes } from './user-password'
import { userRoutes } from './users'

/** Every call of Identity v3 that this cloud answers. */
const routes: Route[] = [
  tokenRoutes,
  authListRoutes,
  catalogRoutes,
  projectRoutes,
  projectTagRoutes,
  domainRoutes,
  userRoutes,
  passwordRoutes,
  groupRoutes,
  roleRoutes,
  impliedRoleRoutes,
  grantRoutes,
  roleAssignmentRoutes,
  serviceRoutes,
  endpointRoutes,
  regionRoutes,
  applicationCredentialRoutes,
  credentialRoutes,
  ec2CredentialRoutes,
]
  .flat()
  // Hono answers HEAD with the handler of GET, so a HEAD of its own has to be asked first.
  .sort((a, b) => Number(b.method === 'HEAD') - Number(a.method === 'HEAD'))

/** The identity half, mounted at /identity. */
export function createIdentityApp(cloud: LocalCloud): Hono<CloudEnv> {
  const app = new Hono<CloudEnv>({ strict: false })
  app.get('/', (c) => {
    const href = `${identityBase(c)}/`
    const body = { versions: { values: [versionDocument(href)] } }
    return respond({ status: 300, headers: { Location: href }, body })
  })
  app.get('/v3', (c) => respond({ body: { version: versionDocument(`${identityBase(c)}/`) } }))
  app.get('/healthcheck', () => respond({ body: { detailed: false, reasons: [] } }))
  for (const { method, path, handler, isOpen } of routes) {
    app.on(method === 'HEAD' ? 'GET' : method, `/v3${path}`, async (c, next) => {
      if (method === 'HEAD' && c.req.method !== 'HEAD') return next()
      const ask = await readAsk(cloud, c)
      if (!isOpen) void ask.token
      return respond(await handler(ask))
    })
  }
  app.all('*', (c) => answerUnknown(c, routes))
  app.onError((error, c) => {
    if (error instanceof KeystoneError) return respondError(c, error)
    // Nobody is left to hear of a body that broke off.
    if (!c.env.incoming.destroyed) console.error(error)
    return respondError(
      c,
      new KeystoneError(
        500,
        'An unexpected error prevented the server from fulfilling your request.',
      ),
    )
  })
  return app
}

function respond(answer: Answer): Response {
  const { status = 200, body, headers = {} } = answer
  const text = body === undefined ? null : dumpJson(body, true)
  return new Response(text, {
    status,
    headers: {
      ...(text !== null && { 'Content-Type': 'application/json' }),
      ...headers,
      Vary: 'X-Auth-Token',
    },
  })
}

function respondError(c: Context<CloudEnv>, error: KeystoneError): Response {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    Vary: 'X-Auth-Token',
  }
  if (error.status === 401) headers['WWW-Authenticate'] = `Keystone uri="${identityBase(c)}"`
  return new Response(error.body(), { status: error.status, headers })
}

import 'server-only'
import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { env } from '@/lib/env'
import { appError, isAppError } from '@/lib/errors'
import { identityUrl } from '@/lib/keystone/tokens'
import type { Cloud } from '@/lib/openstack/cloud'
import { pickEndpoint } from '@/lib/openstack/endpoint'
import { parseScope, paths } from '@/lib/paths'
import type { ProjectScope } from '@/lib/schemas/project'
import { forgetScope, scopedToken, scopedTokenOf } from './scope'
import type { ScopedToken } from './scoped-token'
import { readSession, touchSession } from './session'

/** A `Cloud` together with what a screen may show of the project it stands for. */
export type OpenedCloud = { cloud: Cloud; project: ProjectScope }

/**
 * Opens the cloud for a route handler: by the session cookie or, for scripts, by a Keystone token
 * in `X-Auth-Token`.
 *
 * @param scopeSegment `<project id>` or `<project id>@<region>` from the path.
 * @param requestId Goes along to Keystone and Glance.
 * @throws AppError `unauthenticated`, `forbidden`, `not_found` (no such region), or an upstream's.
 */
export async function openCloud(
  request: Request,
  scopeSegment: string,
  requestId = newRequestId(),
): Promise<Cloud> {
  const given = request.headers.get('x-auth-token')
  const scope = parseScope(scopeSegment)
  const token = given
    ? await scopedTokenOf(given, scope.projectId, requestId)
    : await sessionToken(scope.projectId, requestId, true)
  return toCloud(token, scope.region, requestId, request.signal)
}

/**
 * Opens the cloud for a page. Sends people without a session to sign-in, with the way back.
 *
 * @param returnTo Path of the page that asks.
 * @throws AppError as `openCloud`, save `unauthenticated`.
 */
export async function requireCloud(scopeSegment: string, returnTo: string): Promise<OpenedCloud> {
  const scope = parseScope(scopeSegment)
  try {
    const requestId = newRequestId()
    const token = await sessionToken(scope.projectId, requestId)
    const cloud = toCloud(token, scope.region, requestId)
    const { region } = pickEndpoint(token.endpoints, scope.region ?? defaultRegion(token))
    return {
      cloud,
      project: {
        projectId: token.projectId,
        projectName: token.projectName,
        domainName: token.domainName,
        region,
        regions: token.endpoints.map((endpoint) => endpoint.region).sort(),
        roles: token.roles,
        address: token.addresses.get(region) ?? {},
      },
    }
  } catch (error) {
    if (isAppError(error, 'unauthenticated')) redirect(paths.login(returnTo))
    throw error
  }
}

/** Forgets the session's token on a project after an upstream refused it. */
export async function forgetCloud(scopeSegment: string): Promise<void> {
  const session = await readSession()
  if (session) await forgetScope(session.sid, parseScope(scopeSegment).projectId)
}

async function sessionToken(
  projectId: string,
  requestId: string,
  isRoute = false,
): Promise<ScopedToken> {
  const session = await readSession()
  if (!session) throw appError('unauthenticated')
  if (isRoute) await touchSession(session)
  return scopedToken(session.sid, session.ks, projectId, requestId)
}

const newRequestId = () => `req-${randomUUID()}`

function defaultRegion(token: ScopedToken): string | undefined {
  const wanted = env().OS_REGION_NAME
  return token.endpoints.some((endpoint) => endpoint.region === wanted) ? wanted : undefined
}

function toCloud(
  token: ScopedToken,
  region: string | undefined,
  requestId: string,
  signal?: AbortSignal,
): Cloud {
  const image = pickEndpoint(token.endpoints, region ?? defaultRegion(token))
  const beside = (endpoints: ScopedToken['endpoints']) =>
    endpoints.find((endpoint) => endpoint.region === image.region)?.url
  const volumeUrl = beside(token.volumeEndpoints)
  const computeUrl = beside(token.computeEndpoints)
  return {
    token: token.value,
    tokenExpiresAt: token.expiresAt,
    imageUrl: image.url,
    ...(volumeUrl ? { volumeUrl } : {}),
    ...(computeUrl ? { computeUrl } : {}),
    identityUrl: identityUrl(),
    projectId: token.projectId,
    userId: token.userId,
    roles: token.roles,
    requestId,
    ...(signal ? { signal } : {}),
  }
}

import { HttpError, httpError } from './http-error'
import { type Endpoint, type Route, routes } from './routes'

const byLength = new Map<number, Route[]>()
for (const route of routes) {
  const list = byLength.get(route.segments.length) ?? []
  byLength.set(route.segments.length, [...list, route])
}

function match(route: Route, segments: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [at, pattern] of route.segments.entries()) {
    const segment = segments[at] ?? ''
    if (pattern.startsWith('{')) {
      if (segment === '') return undefined
      params[pattern.slice(1, -1)] = segment
    } else if (pattern !== segment) return undefined
  }
  return params
}

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']

/**
 * Finds what serves a request.
 * @param path decoded path below the version, beginning with a slash
 * @throws HttpError 404, 405 with the Allow header, 501 for an unknown method on an unknown path
 */
export function findEndpoint(
  method: string,
  path: string,
): { endpoint: Endpoint; params: Record<string, string> } {
  const segments = path.slice(1).split('/')
  for (const route of byLength.get(segments.length) ?? []) {
    const params = match(route, segments)
    if (!params) continue
    const endpoint = route.endpoints[method]
    if (endpoint) return { endpoint, params }
    if (route.allow !== undefined) throw new HttpError(405, { headers: { Allow: route.allow } })
  }
  throw httpError(knownMethods.includes(method) ? 404 : 501)
}

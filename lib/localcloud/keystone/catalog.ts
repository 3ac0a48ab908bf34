import type { LocalDatabase } from '@/lib/localcloud/db'
import type { Json, JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Answer, Ask, Route } from './ask'
import type { EndpointRow } from './endpoints'
import { forbidden, invalid } from './failures'
import { newId } from './project-changes'
import type { ServiceRow } from './services'

export const catalogRoutes: Route[] = [
  { method: 'GET', path: '/auth/catalog', handler: getCatalog },
]

/** Names that an endpoint's URL may hold, as `$(name)s` or `%(name)s`. */
const substitutions = ['tenant_id', 'project_id', 'user_id']

const placeholder = /[$%]\((\w*)\)s/g

/** Throws 400 for a URL with a placeholder that nothing can fill. */
export function checkUrlTemplate(url: string): void {
  for (const [, name = ''] of url.matchAll(placeholder)) {
    if (!substitutions.includes(name)) {
      throw invalid(`Cannot create an endpoint with an invalid URL: ${url}.`)
    }
  }
}

/** A catalogue is made for a project; all others are refused. */
function getCatalog(ask: Ask): Answer {
  const { project, user } = ask.token
  if (!project) throw forbidden()
  return {
    body: {
      catalog: catalogFor(ask, user.id, project.id),
      links: { self: `${ask.base}/auth/catalog` },
    },
  }
}

/**
 * Enabled services with their enabled endpoints. A URL that needs a project is left out for a token
 * without one, as in Keystone.
 */
export function catalogFor(
  ask: Pick<Ask, 'db' | 'base'>,
  userId: string,
  projectId: string | undefined,
): Json {
  const services = ask.db.all<ServiceRow>(
    'select * from services where enabled = 1 order by type, id',
  )
  const endpoints = ask.db.all<EndpointRow>(
    "select * from endpoints where enabled = 1 order by interface <> 'public', interface, id",
  )
  return services.map((service) => ({
    endpoints: endpoints
      .filter((endpoint) => endpoint.service_id === service.id)
      .flatMap((endpoint) => shown(ask, endpoint, userId, projectId)),
    id: service.id,
    type: service.type,
    name: JSON.parse(service.extra).name ?? '',
  }))
}

function shown(
  ask: Pick<Ask, 'base'>,
  endpoint: EndpointRow,
  userId: string,
  projectId: string | undefined,
): JsonObject[] {
  let isComplete = true
  const url = atAskedHost(ask.base, endpoint.url).replace(placeholder, (whole, name: string) => {
    if (name === 'user_id') return userId
    if (!substitutions.includes(name)) return whole
    if (projectId === undefined) isComplete = false
    return projectId ?? ''
  })
  if (!isComplete) return []
  const extra: JsonObject = JSON.parse(endpoint.extra)
  return [
    {
      ...extra,
      id: endpoint.id,
      interface: endpoint.interface,
      region_id: endpoint.region_id,
      url,
      region: endpoint.region_id,
    },
  ]
}

/** A cloud that listens everywhere has no address of its own: it answers with the one it was asked at. */
function atAskedHost(base: string, url: string): string {
  const everywhere = /^http:\/\/(0\.0\.0\.0|\[::\]):\d+/
  return everywhere.test(url) ? url.replace(everywhere, base.replace('/identity/v3', '')) : url
}

/** URLs of the services of one region, by service type. */
export type OwnUrls = Record<'identity' | 'image', string>

/**
 * Points the cloud's own endpoints at the address it listens on, which may change between starts.
 * Endpoints of a region that is not there before are made, those of a region that is gone go.
 */
export function setOwnEndpoints(db: LocalDatabase, regions: Record<string, OwnUrls>): void {
  const known = db.all<{ region: string }>(
    'select distinct region_id as region from endpoints where is_own = 1',
  )
  db.transaction(() => {
    for (const { region } of known) {
      if (!regions[region]) {
        db.run('delete from endpoints where is_own = 1 and region_id = ?', region)
      }
    }
    for (const [region, urls] of Object.entries(regions)) {
      const isNew = !known.some((one) => one.region === region)
      for (const [type, url] of Object.entries(urls)) {
        if (isNew) addOwnEndpoints(db, region, type)
        db.run(
          `update endpoints set url = ?
           where is_own = 1 and url <> ? and region_id = ?
             and service_id in (select id from services where type = ?)`,
          url,
          url,
          region,
          type,
        )
      }
    }
  })
}

function addOwnEndpoints(db: LocalDatabase, region: string, type: string): void {
  db.run('insert or ignore into regions (id) values (?)', region)
  const service = db.get<ServiceRow>('select * from services where type = ? order by id', type)
  if (!service) return
  for (const name of ['public', 'internal', 'admin']) {
    db.run(
      `insert into endpoints (id, service_id, interface, region_id, url, is_own)
       values (?, ?, ?, ?, '', 1)`,
      newId(),
      service.id,
      name,
      region,
    )
  }
}

import type { SqlValue } from '@/lib/localcloud/db'
import { httpError } from '@/lib/localcloud/glance/http-error'
import { enforce } from '@/lib/localcloud/glance/image-access'
import { dumpJson } from '@/lib/localcloud/glance/python-json'
import { parsePythonInt, urlEncode } from '@/lib/localcloud/glance/python-text'
import type { Answer, GlanceRequest } from '@/lib/localcloud/glance/service'
import { isAdmin } from '@/lib/localcloud/policy'
import { isNamespaceVisible, mayWithNamespace } from './access'
import { type Namespace, readNamespace } from './namespace-rows'
import { namespaceView } from './namespaces'
import { associationView } from './resource-types'
import { listAssociationRows } from './rows'

const sortKeys = [
  'created_at',
  'updated_at',
  'id',
  'namespace',
  'display_name',
  'description',
  'visibility',
  'protected',
  'owner',
]

type Page = { limit: number; marker: string | undefined; key: string; direction: 'asc' | 'desc' }

function parsePage(request: GlanceRequest): Page {
  const { query, service } = request
  const { listDefault, listMax } = service.options.limits
  const text = query.get('limit')
  const wanted = text === undefined ? listDefault : parsePythonInt(text)
  if (wanted === undefined) throw httpError(500)
  const direction = query.get('sort_dir') ?? 'desc'
  if (direction !== 'asc' && direction !== 'desc') {
    throw httpError(400, `Invalid sort direction: ${direction}`)
  }
  const visibility = query.get('visibility')
  if (visibility && visibility !== 'public' && visibility !== 'private') {
    throw httpError(400, `Invalid visibility value: ${visibility}`)
  }
  if (wanted < 0) throw httpError(400, 'limit param must be positive')
  const key = query.get('sort_key') ?? 'created_at'
  return { limit: Math.min(listMax, wanted), marker: query.get('marker'), key, direction }
}

function findMarker(request: GlanceRequest, name: string): Namespace {
  const space = readNamespace(request.service.db, name)
  if (!space) throw httpError(404, `Metadata definition namespace=${name} was not found.`)
  if (isNamespaceVisible(request, space)) return space
  throw httpError(403, `Forbidding request, metadata definition namespace=${name} is not visible.`)
}

function selectNamespaces(request: GlanceRequest, page: Page): Namespace[] {
  const { query, service, subject } = request
  const conditions = ['1']
  const values: SqlValue[] = []
  const add = (sql: string, ...bound: SqlValue[]) => {
    conditions.push(sql)
    values.push(...bound)
  }
  if (!isAdmin(subject)) add("(owner = ? or visibility = 'public')", subject.projectId)
  const visibility = query.get('visibility')
  if (visibility !== undefined) add('visibility = ?', visibility)
  const types = query.get('resource_types')
  if (types !== undefined) {
    add(
      `id in (select a.namespace_id from metadef_associations a join metadef_resource_types t
         on t.id = a.resource_type_id where t.name in (select value from json_each(?)))`,
      JSON.stringify(types.split(',')),
    )
  }
  const last = page.marker ? findMarker(request, page.marker) : undefined
  if (!sortKeys.includes(page.key)) throw httpError(500)
  const keys = [
    ...new Set(page.key === 'id' ? ['created_at', 'id'] : [page.key, 'created_at', 'id']),
  ]
  if (last) {
    const sign = page.direction === 'desc' ? '<' : '>'
    add(
      `(${keys.map((key) => `coalesce(${key}, '')`).join(', ')}) ${sign} (${keys.map(() => '?').join(', ')})`,
      ...keys.map((key) => last[key as keyof Namespace] ?? ''),
    )
  }
  return service.db.all<Namespace>(
    `select * from metadef_namespaces where ${conditions.join(' and ')}
     order by ${keys.map((key) => `${key} ${page.direction}`).join(', ')} limit ?`,
    ...values,
    page.limit,
  )
}

/**
 * GET /v2/metadefs/namespaces
 * @throws HttpError 400, 403, 404 for an unknown marker; 500 where the real service breaks
 */
export function listNamespaces(request: GlanceRequest): Answer {
  const page = parsePage(request)
  const target = { projectId: request.subject.projectId }
  enforce(request, 'get_metadef_namespaces', target)
  enforce(request, 'list_metadef_resource_types', target)
  const spaces = selectNamespaces(request, page).filter((space) =>
    mayWithNamespace(request, space, 'get_metadef_namespace'),
  )
  const namespaces = spaces.map((space) => {
    const associations = listAssociationRows(request.service.db, space).map(associationView)
    return namespaceView(space, {
      resource_type_associations: associations.length > 0 ? associations : undefined,
    })
  })
  const parameters = request.query.asMap()
  parameters.delete('marker')
  const first = urlEncode(parameters)
  const base = '/v2/metadefs/namespaces'
  const last = spaces.at(-1)
  let next: string | undefined
  if (last && spaces.length === page.limit) {
    parameters.set('marker', last.namespace)
    next = `${base}?${urlEncode(parameters)}`
  }
  const body = {
    namespaces,
    next,
    schema: '/v2/schemas/metadefs/namespaces',
    first: first ? `${base}?${first}` : base,
  }
  return { status: 200, body: dumpJson(body) }
}

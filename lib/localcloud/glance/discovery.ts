import { enforce } from './image-access'
import { dumpJson, type JsonObject } from './python-json'
import type { Answer, GlanceRequest, Store } from './service'

const olderVersions = ['2.7', '2.6', '2.5', '2.4', '2.3', '2.2', '2.1', '2.0']
const storeVersions = ['2.13', '2.12', '2.11', '2.10', '2.9', '2.8']
const cacheVersions = ['2.16', '2.15', '2.14']

/** The versions a path may begin with: `v2` and all of the list. */
export function knownVersions(hasCache: boolean): string[] {
  return [...(hasCache ? cacheVersions : ['2.15']), ...storeVersions, ...olderVersions]
}

/**
 * The version list, as GET / (300) and GET /versions (200) answer it. Several stores and the cache
 * add versions. Source: glance/api/versions.py at 25.1.0.
 */
export function versionList(baseUrl: string, hasCache: boolean): string {
  const versions = knownVersions(hasCache).map((version, at) => ({
    id: `v${version}`,
    status: at === 0 ? 'CURRENT' : 'SUPPORTED',
    links: [{ rel: 'self', href: `${baseUrl}/v2/` }],
  }))
  return dumpJson({ versions }, true)
}

/** GET /v2/info/import */
export function showImport(): Answer {
  const methods = {
    description: 'Import methods available.',
    type: 'array',
    value: importMethods,
  }
  return { status: 200, body: dumpJson({ 'import-methods': methods }, true) }
}

export const importMethods = ['glance-direct', 'web-download', 'copy-image']

function storeView(store: Store): JsonObject {
  return {
    id: store.id,
    description: store.description,
    default: store.isDefault ? 'true' : undefined,
    'read-only': store.type === 'http' ? 'true' : undefined,
  }
}

/** GET /v2/info/stores */
export function showStores(request: GlanceRequest): Answer {
  const stores = request.service.options.stores.map(storeView)
  return { status: 200, body: dumpJson({ stores }, true) }
}

/**
 * GET /v2/info/stores/detail: where the data lies, for administrators.
 * @throws HttpError 403
 */
export function showStoresDetail(request: GlanceRequest): Answer {
  enforce(request, 'stores_info_detail')
  const { options, blobs } = request.service
  const stores = options.stores.map((store) => ({
    ...storeView(store),
    type: store.type,
    properties:
      store.type === 'http'
        ? {}
        : { data_dir: blobs.folder(store.id), chunk_size: 65536, thin_provisioning: false },
  }))
  return { status: 200, body: dumpJson({ stores }, true) }
}

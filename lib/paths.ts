/**
 * Every link and API path, as functions. `scope` is the path segment that names a project and,
 * when it is not the default one, a region: `<project id>` or `<project id>@<region id>`.
 */
const seg = encodeURIComponent

/** The parts a namespace of metadata definitions is made of. */
export type MetadefKind = 'properties' | 'objects' | 'tags' | 'resource-types'

export type Scope = { projectId: string; region?: string | undefined }

/** Writes the scope segment of a path. */
export function formatScope(scope: Scope): string {
  return scope.region ? `${scope.projectId}@${scope.region}` : scope.projectId
}

/** Reads the scope segment; accepts the segment with or without percent-encoding. */
export function parseScope(segment: string): Scope {
  const plain = segment.includes('%') ? decodeURIComponent(segment) : segment
  const at = plain.indexOf('@')
  return at < 0
    ? { projectId: plain }
    : { projectId: plain.slice(0, at), region: plain.slice(at + 1) }
}

const project = (scope: string) => `/p/${seg(parseSegment(scope))}`
const api = (scope: string) => `/api${project(scope)}`

// A scope read from Next's params arrives percent-encoded ("a%40b"); links must not encode it twice.
function parseSegment(scope: string): string {
  return formatScope(parseScope(scope))
}

export const paths = {
  home: () => '/',
  login: (returnTo?: string) => (returnTo ? `/login?returnTo=${seg(returnTo)}` : '/login'),
  noProject: () => '/no-project',
  images: (scope: string) => `${project(scope)}/images`,
  compareImages: (scope: string, a: string, b: string) =>
    `${project(scope)}/images/compare?a=${seg(a)}&b=${seg(b)}`,
  newImage: (scope: string) => `${project(scope)}/images/new`,
  image: (scope: string, imageId: string) => `${project(scope)}/images/${seg(imageId)}`,
  imageProperties: (scope: string, imageId: string) =>
    `${project(scope)}/images/${seg(imageId)}/properties`,
  imageMembers: (scope: string, imageId: string) =>
    `${project(scope)}/images/${seg(imageId)}/members`,
  imageStores: (scope: string, imageId: string) =>
    `${project(scope)}/images/${seg(imageId)}/stores`,
  imageTasks: (scope: string, imageId: string) => `${project(scope)}/images/${seg(imageId)}/tasks`,
  imageJson: (scope: string, imageId: string) => `${project(scope)}/images/${seg(imageId)}/json`,
  imageEdit: (scope: string, imageId: string) => `${project(scope)}/images/${seg(imageId)}/edit`,
  gallery: (scope: string) => `${project(scope)}/gallery`,
  shared: (scope: string) => `${project(scope)}/shared`,
  uploads: (scope: string) => `${project(scope)}/uploads`,
  review: (scope: string) => `${project(scope)}/review`,
  reviewList: (scope: string, list: string) => `${project(scope)}/review/${seg(list)}`,
  stores: (scope: string) => `${project(scope)}/stores`,
  cache: (scope: string) => `${project(scope)}/cache`,
  tasks: (scope: string) => `${project(scope)}/tasks`,
  usage: (scope: string) => `${project(scope)}/usage`,
  metadefs: (scope: string) => `${project(scope)}/metadefs`,
  metadef: (scope: string, namespace: string) => `${project(scope)}/metadefs/${seg(namespace)}`,
  system: (scope: string) => `${project(scope)}/system`,
} as const

export const apiPaths = {
  projects: () => '/api/projects',
  health: () => '/api/health',
  ready: () => '/api/ready',
  sessions: () => '/api/sessions',
  images: (scope: string) => `${api(scope)}/images`,
  imageScan: (scope: string) => `${api(scope)}/images/scan`,
  imageExport: (scope: string) => `${api(scope)}/images/export`,
  image: (scope: string, imageId: string) => `${api(scope)}/images/${seg(imageId)}`,
  imageAction: (scope: string, imageId: string, action: 'deactivate' | 'reactivate' | 'import') =>
    `${api(scope)}/images/${seg(imageId)}/${action}`,
  members: (scope: string, imageId: string) => `${api(scope)}/images/${seg(imageId)}/members`,
  member: (scope: string, imageId: string, memberId: string) =>
    `${api(scope)}/images/${seg(imageId)}/members/${seg(memberId)}`,
  tag: (scope: string, imageId: string, tag: string) =>
    `${api(scope)}/images/${seg(imageId)}/tags/${seg(tag)}`,
  tasks: (scope: string, imageId: string) => `${api(scope)}/images/${seg(imageId)}/tasks`,
  imageStore: (scope: string, imageId: string, storeId: string) =>
    `${api(scope)}/images/${seg(imageId)}/stores/${seg(storeId)}`,
  file: (scope: string, imageId: string) => `${api(scope)}/images/${seg(imageId)}/file`,
  imageSchema: (scope: string) => `${api(scope)}/schemas/image`,
  stores: (scope: string) => `${api(scope)}/stores`,
  system: (scope: string) => `${api(scope)}/system`,
  volumes: (scope: string) => `${api(scope)}/volumes`,
  volumeImage: (scope: string, volumeId: string) => `${api(scope)}/volumes/${seg(volumeId)}/image`,
  imageServers: (scope: string, imageId: string) => `${api(scope)}/images/${seg(imageId)}/servers`,
  servers: (scope: string) => `${api(scope)}/servers`,
  serverImage: (scope: string, serverId: string) => `${api(scope)}/servers/${seg(serverId)}/image`,
  importMethods: (scope: string) => `${api(scope)}/import-methods`,
  pendingOffers: (scope: string) => `${api(scope)}/shared/pending`,
  projectNames: (scope: string) => `${api(scope)}/projects`,
  review: (scope: string) => `${api(scope)}/review`,
  reviewList: (scope: string, list: string) => `${api(scope)}/review/${seg(list)}`,
  storeDetails: (scope: string) => `${api(scope)}/stores/detail`,
  cache: (scope: string) => `${api(scope)}/cache`,
  cachedImage: (scope: string, imageId: string) => `${api(scope)}/cache/${seg(imageId)}`,
  allTasks: (scope: string) => `${api(scope)}/tasks`,
  task: (scope: string, taskId: string) => `${api(scope)}/tasks/${seg(taskId)}`,
  usage: (scope: string) => `${api(scope)}/usage`,
  imageDefinitions: (scope: string) => `${api(scope)}/metadefs/images`,
  resourceTypes: (scope: string) => `${api(scope)}/metadefs/resource-types`,
  namespaces: (scope: string) => `${api(scope)}/metadefs/namespaces`,
  namespace: (scope: string, namespace: string) =>
    `${api(scope)}/metadefs/namespaces/${seg(namespace)}`,
  namespaceParts: (scope: string, namespace: string, kind: MetadefKind) =>
    `${api(scope)}/metadefs/namespaces/${seg(namespace)}/${kind}`,
  namespacePart: (scope: string, namespace: string, kind: MetadefKind, name: string) =>
    `${api(scope)}/metadefs/namespaces/${seg(namespace)}/${kind}/${seg(name)}`,
  uploads: (scope: string) => `${api(scope)}/uploads`,
  upload: (scope: string, uploadId: string) => `${api(scope)}/uploads/${seg(uploadId)}`,
} as const

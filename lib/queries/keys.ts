import type { ImageListParams } from '@/lib/schemas/image-list'
import type { MemberStatus } from '@/lib/schemas/member'
import type { TaskStatus } from '@/lib/schemas/operations'
import type { ReviewList, ReviewListParams, ReviewParams } from '@/lib/schemas/review'

/**
 * Every cache key. All of a project's begin with `['p', scope]`, so that switching projects or
 * regions can never show another one's rows, and a write invalidates by prefix.
 */
export const keys = {
  projects: () => ['projects'] as const,
  imageLimits: () => ['image-limits'] as const,
  scope: (scope: string) => ['p', scope] as const,
  images: (scope: string) => ['p', scope, 'images'] as const,
  imageList: (scope: string, params: ImageListParams) =>
    ['p', scope, 'images', 'list', params] as const,
  imageScan: (scope: string, params: ImageListParams) =>
    ['p', scope, 'images', 'scan', params] as const,
  imageFind: (scope: string, text: string) => ['p', scope, 'images', 'find', text] as const,
  changingImages: (scope: string, ids: readonly string[]) =>
    ['p', scope, 'images', 'changing', ids] as const,
  image: (scope: string, imageId: string) => ['p', scope, 'images', 'one', imageId] as const,
  members: (scope: string, imageId: string) =>
    ['p', scope, 'images', 'one', imageId, 'members'] as const,
  imageServers: (scope: string, imageId: string) =>
    ['p', scope, 'images', 'one', imageId, 'servers'] as const,
  imageTasks: (scope: string, imageId: string) =>
    ['p', scope, 'images', 'one', imageId, 'tasks'] as const,
  shared: (scope: string) => ['p', scope, 'shared'] as const,
  offers: (scope: string, status: MemberStatus) =>
    ['p', scope, 'shared', 'offers', status] as const,
  pendingOffers: (scope: string) => ['p', scope, 'shared', 'pending'] as const,
  formats: (scope: string) => ['p', scope, 'schemas', 'image'] as const,
  stores: (scope: string) => ['p', scope, 'stores'] as const,
  volumes: (scope: string) => ['p', scope, 'volumes'] as const,
  servers: (scope: string) => ['p', scope, 'servers'] as const,
  importMethods: (scope: string) => ['p', scope, 'import-methods'] as const,
  projectNames: (scope: string, ids: readonly string[]) =>
    ['p', scope, 'projects', 'names', ids] as const,
  review: (scope: string) => ['p', scope, 'review'] as const,
  reviewFigures: (scope: string, params: ReviewParams) =>
    ['p', scope, 'review', 'figures', params] as const,
  reviewList: (scope: string, list: ReviewList, params: ReviewListParams) =>
    ['p', scope, 'review', 'list', list, params] as const,
  storeDetails: (scope: string) => ['p', scope, 'stores', 'detail'] as const,
  cache: (scope: string) => ['p', scope, 'cache'] as const,
  tasks: (scope: string, status: TaskStatus | null) => ['p', scope, 'tasks', status] as const,
  task: (scope: string, taskId: string) => ['p', scope, 'tasks', 'one', taskId] as const,
  usage: (scope: string) => ['p', scope, 'usage'] as const,
  metadefs: (scope: string) => ['p', scope, 'metadefs'] as const,
  namespaces: (scope: string) => ['p', scope, 'metadefs', 'namespaces'] as const,
  namespace: (scope: string, namespace: string) =>
    ['p', scope, 'metadefs', 'namespaces', 'one', namespace] as const,
  imageDefinitions: (scope: string) => ['p', scope, 'metadefs', 'images'] as const,
  resourceTypes: (scope: string) => ['p', scope, 'metadefs', 'resource-types'] as const,
  uploads: (scope: string) => ['p', scope, 'uploads'] as const,
  system: (scope: string) => ['p', scope, 'system'] as const,
} as const

import type { ImageOperation } from '@/lib/localcloud/faults'
import { deactivateImage, reactivateImage } from './actions'
import { clearCache, deleteFromCache, listCache, queueForCache } from './cache'
import { showImport, showStores, showStoresDetail } from './discovery'
import { downloadImage } from './download'
import { createImage, deleteImage, showImage } from './images'
import { listImages } from './images-list'
import { patchImage } from './images-patch'
import { importImage } from './import'
import { addMember, listMembers, removeMember, showMember, updateMember } from './members'
import { listNamespaces } from './metadef/namespace-list'
import {
  createNamespace,
  deleteContents,
  deleteNamespace,
  replaceNamespace,
  showNamespace,
} from './metadef/namespaces'
import {
  createObject,
  deleteObject,
  listObjects,
  replaceObject,
  showObject,
} from './metadef/objects'
import {
  createProperty,
  deleteProperty,
  listProperties,
  replaceProperty,
  showProperty,
} from './metadef/properties'
import {
  createAssociation,
  deleteAssociation,
  listAssociations,
  listResourceTypes,
} from './metadef/resource-types'
import { createTag, createTags, deleteTag, listTags, replaceTag, showTag } from './metadef/tags'
import { showUsage } from './quotas'
import { schemaNames, showSchema } from './schemas'
import type { Handler } from './service'
import { deleteFromStore } from './stores'
import { addTag, removeTag } from './tags'
import { createTask, deleteTask, listImageTasks, listTasks, showTask } from './tasks'
import { stageImage, uploadImage } from './upload'

/** One method of a path. `+body` in the table below means that a body is taken. */
export type Endpoint = { handler: Handler; takesBody: boolean; operation?: ImageOperation }

/** A path below /v2. Without `allow` an unknown method is a 404, as for a path nobody knows. */
export type Route = {
  segments: string[]
  allow: string | undefined
  endpoints: Record<string, Endpoint>
}

type Given =
  | Handler
  | { body: Handler }
  | { operation: ImageOperation; handler: Handler; body?: true }

function route(path: string, given: Record<string, Given>, allow: string | null = ''): Route {
  const endpoints = Object.entries(given).map(([method, entry]): [string, Endpoint] => {
    if (typeof entry === 'function') return [method, { handler: entry, takesBody: false }]
    if ('operation' in entry) {
      const { handler, operation } = entry
      return [method, { handler, operation, takesBody: entry.body === true }]
    }
    return [method, { handler: entry.body, takesBody: true }]
  })
  return {
    segments: path.split('/'),
    allow: allow === null ? undefined : allow || Object.keys(given).join(', '),
    endpoints: Object.fromEntries(endpoints),
  }
}

const named = (operation: ImageOperation, handler: Handler, body?: true) => ({
  operation,
  handler,
  ...(body && { body }),
})

const space = 'metadefs/namespaces/{namespace}'

/**
 * Every path of the image API. The order of methods is the order of the Allow header.
 * Source: glance/api/v2/router.py at 25.1.0.
 */
export const routes: readonly Route[] = [
  ...schemaNames.map((name) =>
    route(`schemas/${name}`, {
      GET: name.startsWith('task') ? { body: showSchema } : showSchema,
    }),
  ),
  route('images', { GET: { body: listImages }, POST: { body: createImage } }),
  route('images/{image_id}', {
    GET: named('show', showImage),
    PATCH: named('update', patchImage, true),
    DELETE: named('delete', deleteImage),
  }),
  route('images/{image_id}/tasks', { GET: listImageTasks }, null),
  route('images/{image_id}/import', { POST: { body: importImage } }),
  route('images/{image_id}/file', { GET: downloadImage, PUT: { body: uploadImage } }),
  route('images/{image_id}/stage', { PUT: { body: stageImage } }),
  route('images/{image_id}/actions/deactivate', { POST: named('actions', deactivateImage) }),
  route('images/{image_id}/actions/reactivate', { POST: named('actions', reactivateImage) }),
  route('images/{image_id}/tags/{tag}', {
    PUT: named('tags', addTag),
    DELETE: named('tags', removeTag),
  }),
  route('images/{image_id}/members', {
    GET: named('members', listMembers),
    POST: named('members', addMember, true),
  }),
  route('images/{image_id}/members/{member_id}', {
    GET: named('members', showMember),
    PUT: named('members', updateMember, true),
    DELETE: named('members', removeMember),
  }),
  route('stores/{store_id}/{image_id}', { DELETE: deleteFromStore }),
  route('tasks', { GET: { body: listTasks }, POST: { body: createTask } }),
  route('tasks/{task_id}', { GET: { body: showTask }, DELETE: { body: deleteTask } }),
  route('info/import', { GET: showImport }),
  route('info/stores', { GET: showStores }),
  route('info/stores/detail', { GET: showStoresDetail }),
  route('info/usage', { GET: { body: showUsage } }, null),
  route('cache', { GET: listCache, DELETE: { body: clearCache } }),
  route('cache/{image_id}', { DELETE: { body: deleteFromCache }, PUT: { body: queueForCache } }),
  route('metadefs/resource_types', { GET: listResourceTypes }),
  route('metadefs/namespaces', { GET: { body: listNamespaces }, POST: { body: createNamespace } }),
  route(space, {
    GET: showNamespace,
    PUT: { body: replaceNamespace },
    DELETE: deleteNamespace,
  }),
  route(`${space}/resource_types`, { GET: listAssociations, POST: { body: createAssociation } }),
  route(`${space}/resource_types/{resource_type}`, { DELETE: deleteAssociation }),
  route(`${space}/properties`, {
    GET: listProperties,
    POST: { body: createProperty },
    DELETE: { body: deleteContents('properties') },
  }),
  route(`${space}/properties/{property_name}`, {
    GET: { body: showProperty },
    PUT: { body: replaceProperty },
    DELETE: { body: deleteProperty },
  }),
  route(`${space}/objects`, {
    GET: { body: listObjects },
    POST: { body: createObject },
    DELETE: { body: deleteContents('objects') },
  }),
  route(`${space}/objects/{object_name}`, {
    GET: showObject,
    PUT: { body: replaceObject },
    DELETE: deleteObject,
  }),
  route(`${space}/tags`, {
    GET: { body: listTags },
    POST: { body: createTags },
    DELETE: { body: deleteContents('tags') },
  }),
  route(`${space}/tags/{tag_name}`, {
    GET: showTag,
    POST: createTag,
    PUT: { body: replaceTag },
    DELETE: deleteTag,
  }),
]

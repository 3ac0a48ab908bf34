import { imageListParsers } from '@/lib/schemas/image-list'
import type { AnswerName, BodyName } from './schemas'

/** One route handler, as a script sees it. */
export type Operation = {
  method: 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete'
  /** OpenAPI's spelling: `/api/p/{scope}/images/{imageId}`. */
  path: string
  summary: string
  /** Names of query parameters. */
  query?: readonly string[]
  body?: BodyName
  /** Without it the answer has no body. `page` is a page of image rows. */
  answer?: AnswerName | 'page' | 'any'
  /** Newline-delimited JSON: every line is one `answer`. */
  isStream?: boolean
  /** Media type of an answer that is not JSON. */
  media?: string
  /** Needs no sign-in. */
  isOpen?: boolean
}

const image = '/api/p/{scope}/images/{imageId}'
const uploads = '/api/p/{scope}/uploads'
const upload = `${uploads}/{uploadId}`
const namespaces = '/api/p/{scope}/metadefs/namespaces'
const namespace = `${namespaces}/{namespace}`
const listQuery = Object.keys(imageListParsers)

/** Every handler under `app/api`; a test compares the two. */
export const operations: readonly Operation[] = [
  op('get', '/api/health', 'Tells that this process answers', { answer: 'any', isOpen: true }),
  op('get', '/api/ready', 'Whether this process can work: 200, or 503 with the reasons', {
    answer: 'any',
    isOpen: true,
  }),
  op('delete', '/api/sessions', 'Ends every session of the signed-in person'),
  op('get', '/api/openapi.json', 'This document', { answer: 'any', isOpen: true }),
  op('get', '/api/projects', 'Projects the signed-in person may enter', { answer: 'ProjectList' }),

  op('get', '/api/p/{scope}/images', 'A page of images', {
    query: [...listQuery.filter((name) => name !== 'q'), 'limit', 'marker'],
    answer: 'page',
  }),
  op('post', '/api/p/{scope}/images', 'Creates a queued record', {
    body: 'CreateImage',
    answer: 'Image',
  }),
  op('get', '/api/p/{scope}/images/scan', 'Images whose name holds a text, over all pages', {
    query: listQuery,
    answer: 'ScanEvent',
    isStream: true,
  }),
  op('get', '/api/p/{scope}/images/export', 'The list as a CSV, JSON or YAML file', {
    query: [...listQuery, 'format', 'columns', 'bom'],
    media: 'text/csv',
    isStream: true,
  }),
  op('get', image, 'One image', { answer: 'Image' }),
  op('patch', image, 'Changes an image; 409 when a base is no longer true', {
    body: 'PatchImage',
    answer: 'Image',
  }),
  op('delete', image, 'Deletes an image'),
  op('get', `${image}/file`, 'The data, whole or one range', { media: 'application/octet-stream' }),
  op('head', `${image}/file`, 'The headers of the data'),
  op('post', `${image}/deactivate`, 'Takes an image out of use'),
  op('post', `${image}/reactivate`, 'Takes an image back into use'),
  op('post', `${image}/import`, 'Starts an import or a copy into more stores', {
    body: 'ImportImage',
    answer: 'Image',
  }),
  op('get', `${image}/tasks`, 'What imports did with the image', { answer: 'ImageTasks' }),
  op('delete', `${image}/stores/{storeId}`, 'Deletes the data from one store', { answer: 'Image' }),
  op('get', `${image}/servers`, 'Servers that were started from the image, where there is Nova', {
    answer: 'ImageServers',
  }),
  op('put', `${image}/tags/{tag}`, 'Adds a tag'),
  op('delete', `${image}/tags/{tag}`, 'Takes a tag off'),
  op('get', `${image}/members`, 'Projects the image is shared with', { answer: 'MemberList' }),
  op('post', `${image}/members`, 'Shares the image with a project', {
    body: 'AddMember',
    answer: 'Member',
  }),
  op('put', `${image}/members/{memberId}`, 'Answers an offer', {
    body: 'SetMemberStatus',
    answer: 'Member',
  }),
  op('delete', `${image}/members/{memberId}`, 'Stops sharing with a project'),

  op('get', '/api/p/{scope}/shared/pending', 'How many offers wait for an answer', {
    answer: 'PendingOffers',
  }),
  op('get', '/api/p/{scope}/schemas/image', 'Formats this cloud takes', { answer: 'ImageFormats' }),
  op('get', '/api/p/{scope}/stores', 'Stores of the cloud', { answer: 'Stores' }),
  op('get', '/api/p/{scope}/import-methods', 'Ways to import that are switched on', {
    answer: 'ImportMethods',
  }),
  op('get', '/api/p/{scope}/volumes', 'Volumes, where the cloud has Cinder', { answer: 'Volumes' }),
  op('post', '/api/p/{scope}/volumes/{sourceId}/image', 'Makes an image of a volume', {
    body: 'VolumeImage',
    answer: 'MadeImage',
  }),
  op('get', '/api/p/{scope}/servers', 'Servers, where the cloud has Nova', { answer: 'Servers' }),
  op('post', '/api/p/{scope}/servers/{sourceId}/image', 'Makes an image of a server', {
    body: 'ServerImage',
    answer: 'MadeImage',
  }),
  op('get', '/api/p/{scope}/usage', 'Use against quota', { answer: 'Usage' }),
  op('get', '/api/p/{scope}/projects', 'Names of projects by id, as far as they may be seen', {
    query: ['id'],
    answer: 'any',
  }),

  op('get', '/api/p/{scope}/stores/detail', 'Stores with their settings; administrators', {
    answer: 'StoreDetails',
  }),
  op('get', '/api/p/{scope}/cache', "Glance's image cache; administrators", {
    answer: 'ImageCache',
  }),
  op('delete', '/api/p/{scope}/cache', 'Empties the cache or its queue; administrators', {
    query: ['target'],
  }),
  op('put', '/api/p/{scope}/cache/{imageId}', 'Puts an image into the cache; administrators'),
  op('delete', '/api/p/{scope}/cache/{imageId}', 'Takes an image out of it; administrators'),
  op('get', '/api/p/{scope}/tasks', 'A page of tasks; administrators', {
    query: ['status', 'marker'],
    answer: 'TaskPage',
  }),
  op('get', '/api/p/{scope}/tasks/{taskId}', 'One task; administrators', { answer: 'TaskDetail' }),
  op('get', '/api/p/{scope}/review', 'Figures of the review desk; each line replaces the last', {
    query: ['refresh'],
    answer: 'ReviewEvent',
    isStream: true,
  }),
  op('get', '/api/p/{scope}/review/{list}', 'Images of one queue of the review desk', {
    answer: 'QueueEvent',
    isStream: true,
  }),
  op('get', '/api/p/{scope}/system', 'State of this process; administrators', { answer: 'any' }),

  op('get', '/api/p/{scope}/metadefs/images', 'Definitions of image properties, with prefixes', {
    answer: 'DefinedNamespaces',
  }),
  op('get', '/api/p/{scope}/metadefs/resource-types', 'Known resource types', {
    answer: 'ResourceTypes',
  }),
  op('get', namespaces, 'Namespaces of metadata definitions', {
    query: ['resource_type'],
    answer: 'NamespaceList',
  }),
  op('post', namespaces, 'Makes a namespace with all its parts; administrators', {
    body: 'NamespaceFile',
    answer: 'NamespaceDetail',
  }),
  op('get', namespace, 'A namespace with its parts', {
    query: ['resource_type'],
    answer: 'NamespaceDetail',
  }),
  op('put', namespace, 'Replaces the fields of a namespace; administrators', {
    body: 'Namespace',
    answer: 'NamespaceFields',
  }),
  op('delete', namespace, 'Deletes a namespace with its parts; administrators'),
  op('post', `${namespace}/properties`, 'Adds a property; administrators', {
    body: 'MetadefProperty',
    answer: 'Definition',
  }),
  op('put', `${namespace}/properties/{name}`, 'Replaces a property; administrators', {
    body: 'MetadefProperty',
    answer: 'Definition',
  }),
  op('delete', `${namespace}/properties/{name}`, 'Takes a property off; administrators'),
  op('post', `${namespace}/objects`, 'Adds an object; administrators', {
    body: 'MetadefObject',
    answer: 'MetadefObjectFields',
  }),
  op('put', `${namespace}/objects/{name}`, 'Replaces an object; administrators', {
    body: 'MetadefObject',
    answer: 'MetadefObjectFields',
  }),
  op('delete', `${namespace}/objects/{name}`, 'Takes an object off; administrators'),
  op('put', `${namespace}/tags/{name}`, 'Adds a tag to a namespace; administrators'),
  op('delete', `${namespace}/tags/{name}`, 'Takes a tag off a namespace; administrators'),
  op('post', `${namespace}/resource-types`, 'Associates a resource type; administrators', {
    body: 'Association',
    answer: 'AssociationFields',
  }),
  op('delete', `${namespace}/resource-types/{name}`, 'Ends an association; administrators'),

  op('get', uploads, 'Unfinished and recent uploads', { answer: 'UploadList' }),
  op('post', uploads, 'Begins an upload (tus creation)'),
  op('options', uploads, 'What the tus server can do'),
  op('get', upload, 'Where an upload stands', { answer: 'UploadStatus' }),
  op('head', upload, 'Where an upload stands (tus)'),
  op('patch', upload, 'Sends a piece (tus)'),
  op('put', upload, 'Tries again, or compares a digest', {
    body: 'UploadUpdate',
    answer: 'UploadStatus',
  }),
  op('delete', upload, 'Ends an upload', { query: ['image'] }),
]

function op(
  method: Operation['method'],
  path: string,
  summary: string,
  more: Omit<Operation, 'method' | 'path' | 'summary'> = {},
): Operation {
  return { method, path, summary, ...more }
}

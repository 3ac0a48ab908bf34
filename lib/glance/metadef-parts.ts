import 'server-only'
import type { ZodType } from 'zod'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty, requestJson } from '@/lib/openstack/request'
import {
  type Association,
  associationSchema,
  type Definition,
  definitionSchema,
  type MetadefObject,
  metadefObjectSchema,
} from '@/lib/schemas/metadef'
import type {
  AssociationBody,
  MetadefObjectBody,
  MetadefPropertyBody,
} from '@/lib/schemas/metadef-body'
import { namespaceUrl } from './metadefs'

// Every write here answers `forbidden` to those the policy does not let, `not_found` when namespace
// or part is gone, and `conflict` when a part of that name is there already.

type Kind = 'properties' | 'objects' | 'tags' | 'resource_types'

const partsUrl = (cloud: Cloud, namespace: string, kind: Kind) =>
  `${namespaceUrl(cloud, namespace)}/${kind}`
const partUrl = (cloud: Cloud, namespace: string, kind: Kind, name: string) =>
  `${partsUrl(cloud, namespace, kind)}/${encodeURIComponent(name)}`

async function write<T>(
  cloud: Cloud,
  call: { method: 'POST' | 'PUT'; url: string; body: unknown; schema: ZodType<T> },
): Promise<T> {
  return (await requestJson({ ...callOf(cloud), ...call })).data
}

/** Adds a property to a namespace. */
export function addMetadefProperty(
  cloud: Cloud,
  namespace: string,
  body: MetadefPropertyBody,
): Promise<Definition> {
  const url = partsUrl(cloud, namespace, 'properties')
  return write(cloud, { method: 'POST', url, body, schema: definitionSchema })
}

/** Replaces a property; the body's name may be a new one. */
export function setMetadefProperty(
  cloud: Cloud,
  namespace: string,
  name: string,
  body: MetadefPropertyBody,
): Promise<Definition> {
  const url = partUrl(cloud, namespace, 'properties', name)
  return write(cloud, { method: 'PUT', url, body, schema: definitionSchema })
}

/** Adds an object with its properties to a namespace. */
export function addMetadefObject(
  cloud: Cloud,
  namespace: string,
  body: MetadefObjectBody,
): Promise<MetadefObject> {
  const url = partsUrl(cloud, namespace, 'objects')
  return write(cloud, { method: 'POST', url, body, schema: metadefObjectSchema })
}

/** Replaces an object and all its properties; the body's name may be a new one. */
export function setMetadefObject(
  cloud: Cloud,
  namespace: string,
  name: string,
  body: MetadefObjectBody,
): Promise<MetadefObject> {
  const url = partUrl(cloud, namespace, 'objects', name)
  return write(cloud, { method: 'PUT', url, body, schema: metadefObjectSchema })
}

/** Adds a tag to a namespace. */
export async function addMetadefTag(cloud: Cloud, namespace: string, tag: string): Promise<void> {
  const url = partUrl(cloud, namespace, 'tags', tag)
  await requestEmpty({ ...callOf(cloud), method: 'POST', url })
}

/** Associates a namespace with a resource type, which Glance makes known if it is new. */
export function addAssociation(
  cloud: Cloud,
  namespace: string,
  body: AssociationBody,
): Promise<Association> {
  const url = partsUrl(cloud, namespace, 'resource_types')
  return write(cloud, { method: 'POST', url, body, schema: associationSchema })
}

/** Takes a part off a namespace. Errors: `forbidden` also while the namespace is protected. */
export async function removeMetadefPart(
  cloud: Cloud,
  namespace: string,
  kind: Kind,
  name: string,
): Promise<void> {
  const url = partUrl(cloud, namespace, kind, name)
  await requestEmpty({ ...callOf(cloud), method: 'DELETE', url })
}

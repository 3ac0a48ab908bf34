import 'server-only'
import { z } from 'zod'
import { isAppError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty, requestJson } from '@/lib/openstack/request'
import {
  imageResourceType,
  type Namespace,
  type NamespaceDetail,
  namespaceDetailSchema,
  namespaceSchema,
  resourceTypesSchema,
} from '@/lib/schemas/metadef'
import type { NamespaceBody, NamespaceFile } from '@/lib/schemas/metadef-body'

const root = (cloud: Cloud) => `${cloud.imageUrl}/v2/metadefs`

/** Address of a namespace of metadata definitions. */
export const namespaceUrl = (cloud: Cloud, namespace: string) =>
  `${root(cloud)}/namespaces/${encodeURIComponent(namespace)}`

const pageSize = 100
// A cloud ships with some 50 namespaces; this many can still be looked through by eye.
const mostPages = 20

/**
 * Namespaces that the project may see, by name: public ones and its own, for administrators all.
 *
 * @param resourceType Only those associated with it; without it Glance answers all.
 */
export async function listNamespaces(cloud: Cloud, resourceType?: string): Promise<Namespace[]> {
  const found: Namespace[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const marker = found.at(-1)?.namespace
    const { data } = await requestJson({
      ...callOf(cloud),
      method: 'GET',
      url: `${root(cloud)}/namespaces`,
      query: [
        ['limit', String(pageSize)],
        ['sort_key', 'namespace'],
        ['sort_dir', 'asc'],
        ...(resourceType ? [['resource_types', resourceType] as const] : []),
        ...(marker ? [['marker', marker] as const] : []),
      ],
      schema: z.object({ namespaces: z.array(namespaceSchema), next: z.string().nullish() }),
    })
    found.push(...data.namespaces)
    if (!data.next || data.namespaces.length === 0) break
  }
  return found
}

/**
 * A namespace with its properties, objects, tags and associations.
 *
 * @param resourceType Puts that type's prefix before the names of all properties.
 * Errors: `not_found`, also for a private namespace of another project.
 */
export async function getNamespace(
  cloud: Cloud,
  namespace: string,
  resourceType?: string,
): Promise<NamespaceDetail> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: namespaceUrl(cloud, namespace),
    ...(resourceType ? { query: [['resource_type', resourceType]] } : {}),
    schema: namespaceDetailSchema,
  })
  return data
}

const atOnce = 8

/** Every namespace that describes images, with its parts; names carry the prefix for images. */
export async function listImageDefinitions(cloud: Cloud): Promise<NamespaceDetail[]> {
  const names = (await listNamespaces(cloud, imageResourceType)).map(({ namespace }) => namespace)
  const found: NamespaceDetail[] = []
  for (let start = 0; start < names.length; start += atOnce) {
    const some = names.slice(start, start + atOnce)
    const details = await Promise.all(some.map((name) => readUnlessGone(cloud, name)))
    found.push(...details.filter((detail) => detail !== undefined))
  }
  return found
}

async function readUnlessGone(cloud: Cloud, name: string): Promise<NamespaceDetail | undefined> {
  try {
    return await getNamespace(cloud, name, imageResourceType)
  } catch (error) {
    // Deleted since the list was made.
    if (isAppError(error, 'not_found')) return undefined
    throw error
  }
}

/** Makes a namespace with all that the body holds, or nothing. Errors: `forbidden`, `conflict`, `invalid`. */
export async function createNamespace(cloud: Cloud, body: NamespaceFile): Promise<NamespaceDetail> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'POST',
    url: `${root(cloud)}/namespaces`,
    body,
    schema: namespaceDetailSchema,
  })
  return data
}

/**
 * Replaces the fields of a namespace; its parts stay. Without `owner` Glance makes the caller's
 * project the owner. Errors: `forbidden`, `not_found`, `conflict`.
 */
export async function setNamespace(
  cloud: Cloud,
  namespace: string,
  body: NamespaceBody,
): Promise<Namespace> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'PUT',
    url: namespaceUrl(cloud, namespace),
    body,
    schema: namespaceSchema,
  })
  return data
}

/** Deletes a namespace with all its parts. Errors: `forbidden` also while it is protected, `not_found`. */
export async function deleteNamespace(cloud: Cloud, namespace: string): Promise<void> {
  await requestEmpty({
    ...callOf(cloud),
    method: 'DELETE',
    url: namespaceUrl(cloud, namespace),
  })
}

/** Names of all resource types that were ever associated with a namespace. */
export async function listResourceTypes(cloud: Cloud): Promise<string[]> {
  const url = `${root(cloud)}/resource_types`
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url,
    schema: resourceTypesSchema,
  })
  return [...new Set(data.resource_types.map(({ name }) => name))].sort()
}

import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPaths, type MetadefKind } from '@/lib/paths'
import type { Namespace, NamespaceDetail, ResourceTypes } from '@/lib/schemas/metadef'
import type {
  AssociationBody,
  MetadefObjectBody,
  MetadefPropertyBody,
  NamespaceBody,
  NamespaceFile,
} from '@/lib/schemas/metadef-body'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** All namespaces of definitions that the project may see. */
export function namespacesQuery(scope: string) {
  return queryOptions({
    queryKey: keys.namespaces(scope),
    queryFn: ({ signal }) =>
      fetchJson<{ namespaces: Namespace[] }>(apiPaths.namespaces(scope), { signal }),
    staleTime: 60_000,
  })
}

/** One namespace with its parts; names are without any prefix. */
export function namespaceQuery(scope: string, namespace: string) {
  return queryOptions({
    queryKey: keys.namespace(scope, namespace),
    queryFn: ({ signal }) =>
      fetchJson<NamespaceDetail>(apiPaths.namespace(scope, namespace), { signal }),
  })
}

/** What describes properties of images, with the names that images use. Changes rarely. */
export function imageDefinitionsQuery(scope: string) {
  return queryOptions({
    queryKey: keys.imageDefinitions(scope),
    queryFn: ({ signal }) =>
      fetchJson<{ namespaces: NamespaceDetail[] }>(apiPaths.imageDefinitions(scope), { signal }),
    staleTime: 5 * 60_000,
  })
}

/** Resource types that some namespace was ever associated with. */
export function resourceTypesQuery(scope: string) {
  return queryOptions({
    queryKey: keys.resourceTypes(scope),
    queryFn: ({ signal }) => fetchJson<ResourceTypes>(apiPaths.resourceTypes(scope), { signal }),
    staleTime: 5 * 60_000,
  })
}

// A write may change the list, the namespace and what images are offered.
const afterWrite = (scope: string, client: QueryClient) => () =>
  client.invalidateQueries({ queryKey: keys.metadefs(scope) })

/** Makes a namespace with all that a file holds. */
export function createNamespaceMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (body: NamespaceFile) =>
      fetchJson<NamespaceDetail>(apiPaths.namespaces(scope), {
        method: 'POST',
        body,
      }),
    onSuccess: afterWrite(scope, client),
  }
}

/** Replaces the fields of a namespace. */
export function setNamespaceMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (body: NamespaceBody) =>
      fetchJson<Namespace>(apiPaths.namespace(scope, body.namespace), {
        method: 'PUT',
        body,
      }),
    onSettled: afterWrite(scope, client),
  }
}

/** Deletes a namespace with its parts. */
export function deleteNamespaceMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (namespace: string) =>
      fetchJson(apiPaths.namespace(scope, namespace), { method: 'DELETE' }),
    // Not the namespace itself: a page that still shows it would find nothing.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.namespaces(scope), exact: true })
      void client.invalidateQueries({ queryKey: keys.imageDefinitions(scope) })
    },
  }
}

/** A property or object to be written: under its old `name` when there is one, else as a new one. */
export type PartWrite =
  | { kind: 'properties'; name: string | undefined; body: MetadefPropertyBody }
  | { kind: 'objects'; name: string | undefined; body: MetadefObjectBody }

/** Adds or replaces a property or an object. */
export function writePartMutation(scope: string, namespace: string, client: QueryClient) {
  return {
    mutationFn: ({ kind, name, body }: PartWrite) =>
      name === undefined
        ? fetchJson(apiPaths.namespaceParts(scope, namespace, kind), { method: 'POST', body })
        : fetchJson(apiPaths.namespacePart(scope, namespace, kind, name), { method: 'PUT', body }),
    onSuccess: afterWrite(scope, client),
  }
}

/** Adds a tag. */
export function addMetadefTagMutation(scope: string, namespace: string, client: QueryClient) {
  return {
    mutationFn: (name: string) =>
      fetchJson(apiPaths.namespacePart(scope, namespace, 'tags', name), { method: 'PUT' }),
    onSuccess: afterWrite(scope, client),
  }
}

/** Associates the namespace with a resource type. */
export function addAssociationMutation(scope: string, namespace: string, client: QueryClient) {
  return {
    mutationFn: (body: AssociationBody) =>
      fetchJson(apiPaths.namespaceParts(scope, namespace, 'resource-types'), {
        method: 'POST',
        body,
      }),
    onSuccess: afterWrite(scope, client),
  }
}

/** Takes a part off. */
export function removePartMutation(scope: string, namespace: string, client: QueryClient) {
  return {
    mutationFn: ({ kind, name }: { kind: MetadefKind; name: string }) =>
      fetchJson(apiPaths.namespacePart(scope, namespace, kind, name), { method: 'DELETE' }),
    // Not waited for: what asked may stand inside the part that goes.
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.metadefs(scope) }),
  }
}

import type { ImageCommand } from '@/lib/commands/command'
import type { MetadefKind } from '@/lib/paths'
import type { NamespaceBody, NamespaceFile } from '@/lib/schemas/metadef-body'

// The command line's own client has no words for most of this before its newest releases; the calls
// of the API are the same everywhere.

const root = '/v2/metadefs/namespaces'
const pathOf = (namespace: string) => `${root}/${encodeURIComponent(namespace)}`

/** Makes a namespace with what a form or a file says. */
export function createCommand(body: NamespaceBody | NamespaceFile): ImageCommand {
  return { kind: 'call', method: 'POST', path: root, body }
}

/** Replaces the fields of a namespace. */
export function setCommand(body: NamespaceBody): ImageCommand {
  return { kind: 'call', method: 'PUT', path: pathOf(body.namespace), body }
}

/** Reads a namespace with its parts. */
export function showCommand(namespace: string): ImageCommand {
  return { kind: 'call', method: 'GET', path: pathOf(namespace) }
}

/** Deletes a namespace. */
export function deleteCommand(namespace: string): ImageCommand {
  return { kind: 'call', method: 'DELETE', path: pathOf(namespace) }
}

const segment = (kind: MetadefKind) => (kind === 'resource-types' ? 'resource_types' : kind)

/** Adds a part, or replaces the one called `name`. */
export function writePartCommand(
  namespace: string,
  kind: MetadefKind,
  name: string | undefined,
  body: unknown,
): ImageCommand {
  const parts = `${pathOf(namespace)}/${segment(kind)}`
  return name === undefined
    ? { kind: 'call', method: 'POST', path: parts, body }
    : { kind: 'call', method: 'PUT', path: `${parts}/${encodeURIComponent(name)}`, body }
}

/** Takes a part off. */
export function removePartCommand(
  namespace: string,
  kind: MetadefKind,
  name: string,
): ImageCommand {
  const path = `${pathOf(namespace)}/${segment(kind)}/${encodeURIComponent(name)}`
  return { kind: 'call', method: 'DELETE', path }
}

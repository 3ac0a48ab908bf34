import type { ImageCommand } from '@/lib/commands/command'
import { commandLine, positional } from '@/lib/commands/shell-lines'
import type { MetadefKind } from '@/lib/paths'
import type { NamespaceBody, NamespaceFile } from '@/lib/schemas/metadef-body'

// The command line's own client has words for some of this, in its newer releases only.
// Source: https://docs.openstack.org/python-openstackclient/latest/cli/command-objects/image-metadef.html

const root = '/v2/metadefs/namespaces'
const pathOf = (namespace: string) => `${root}/${encodeURIComponent(namespace)}`

const newer = (verb: string, ...names: string[]) => ({
  client: commandLine([`openstack image metadef ${verb}`, ...names.map(positional)]),
  isNewClient: true,
})

/** Lists the namespaces. */
export function listCommand(): ImageCommand {
  const path = `${root}?limit=1000`
  return { kind: 'call', method: 'GET', path, ...newer('namespace list') }
}

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
  const client = newer('namespace show', namespace)
  return { kind: 'call', method: 'GET', path: pathOf(namespace), ...client }
}

/** Deletes a namespace. */
export function deleteCommand(namespace: string): ImageCommand {
  const client = newer('namespace delete', namespace)
  return { kind: 'call', method: 'DELETE', path: pathOf(namespace), ...client }
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

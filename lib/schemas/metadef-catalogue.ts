import type { Definition, NamespaceDetail } from './metadef'

/** A property that a definition describes, with where it comes from. */
export type Defined = {
  /** Name as the image has it, prefix included. */
  name: string
  definition: Definition
  namespace: string
  /** How people know the namespace. */
  namespaceTitle: string
  /** Object of the namespace that groups it; none when it stands by itself. */
  object: string | undefined
}

/** Properties of one namespace: first those by themselves, then by object. */
export type DefinedGroup = {
  namespace: string
  title: string
  description: string
  /** Object's name and description; none for properties by themselves. */
  object: { name: string; description: string } | undefined
  properties: Defined[]
}

/** All described properties, grouped as the cloud groups them. Empty groups are left out. */
export function definedGroups(namespaces: readonly NamespaceDetail[]): DefinedGroup[] {
  return namespaces
    .flatMap((space) => {
      const title = space.display_name || space.namespace
      const base = { namespace: space.namespace, title, description: space.description ?? '' }
      const group = (
        object: DefinedGroup['object'],
        properties: Record<string, Definition> | null | undefined,
      ): DefinedGroup => ({
        ...base,
        object,
        properties: Object.entries(properties ?? {})
          .map(([name, definition]) => ({
            name,
            definition,
            namespace: space.namespace,
            namespaceTitle: title,
            object: object?.name,
          }))
          .sort((a, b) => titleOf(a).localeCompare(titleOf(b))),
      })
      const objects = (space.objects ?? []).map((object) =>
        group({ name: object.name, description: object.description ?? '' }, object.properties),
      )
      return [group(undefined, space.properties), ...objects]
    })
    .filter(({ properties }) => properties.length > 0)
    .sort((a, b) => a.title.localeCompare(b.title))
}

/** How people know a property. */
export function titleOf({ name, definition }: Pick<Defined, 'name' | 'definition'>): string {
  return definition.title || name
}

/**
 * Groups with those properties that hold every word of a search in their name, title, description or
 * choices, or whose namespace or object does.
 */
export function searchGroups(groups: readonly DefinedGroup[], query: string): DefinedGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...groups]
  return groups.flatMap((group) => {
    const around = [group.namespace, group.title, group.description, group.object?.name ?? '']
    const above = [...around, group.object?.description ?? ''].join(' ').toLowerCase()
    const properties = group.properties.filter(({ name, definition }) => {
      const own = [name, definition.title, definition.description, ...(definition.enum ?? [])]
      const text = `${above} ${own.join(' ').toLowerCase()}`
      return words.every((word) => text.includes(word))
    })
    return properties.length === 0 ? [] : [{ ...group, properties }]
  })
}

/**
 * The description of each property name. Where several namespaces describe the same name, the one
 * that says more about the value counts: choices before bounds before nothing.
 */
export function definitionsByName(groups: readonly DefinedGroup[]): Map<string, Defined> {
  const found = new Map<string, Defined>()
  for (const defined of groups.flatMap(({ properties }) => properties)) {
    const other = found.get(defined.name)
    if (!other || says(defined.definition) > says(other.definition))
      found.set(defined.name, defined)
  }
  return found
}

function says({ enum: choices, minimum, maximum, pattern, type }: Definition): number {
  if (choices?.length) return 3
  if (typeof minimum === 'number' || typeof maximum === 'number' || pattern) return 2
  return type === 'string' ? 0 : 1
}

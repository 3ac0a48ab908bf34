import type { Subject } from '@/lib/localcloud/policy'

const operations = ['create', 'read', 'update', 'delete'] as const
export type PropertyOperation = (typeof operations)[number]

/** One section of a protection file: which roles may do what with properties of matching names. */
export type PropertyRule = { pattern: RegExp; roles: Record<PropertyOperation, readonly string[]> }

/**
 * Reads a property protection file in Glance's `roles` format: a section per regular expression,
 * four lines of comma-separated roles in it, `@` for everybody and `!` for nobody.
 * @throws Error naming the section when a line is missing or contradicts itself
 */
export function parsePropertyRules(text: string): PropertyRule[] {
  const rules: PropertyRule[] = []
  const sections = text.split(/^\[(.+)\]\s*$/m)
  for (let at = 1; at < sections.length; at += 2) {
    const name = sections[at] ?? ''
    const lines = new Map<string, string[]>()
    for (const line of (sections[at + 1] ?? '').split('\n')) {
      const found = /^\s*(\w+)\s*[=:]\s*(.*?)\s*$/.exec(line)
      if (!found || line.trim().startsWith('#')) continue
      const roles = (found[2] ?? '').split(',').map((role) => role.trim().toLowerCase())
      lines.set(found[1] ?? '', roles.filter(Boolean))
    }
    const rolesOf = (operation: PropertyOperation) => {
      const roles = lines.get(operation)
      if (!roles) throw new Error(`Property protection [${name}] has no line for ${operation}`)
      if (roles.includes('@') && roles.includes('!')) {
        throw new Error(`Property protection [${name}]: '@' and '!' exclude each other`)
      }
      return roles
    }
    rules.push({
      pattern: new RegExp(name),
      roles: {
        create: rolesOf('create'),
        read: rolesOf('read'),
        update: rolesOf('update'),
        delete: rolesOf('delete'),
      },
    })
  }
  return rules
}

/**
 * Decides what a subject may do with one property. The first matching section counts; with rules
 * but no match nobody may, which is the real service's choice too.
 */
export function mayUseProperty(
  rules: readonly PropertyRule[],
  name: string,
  operation: PropertyOperation,
  who: Subject,
): boolean {
  if (rules.length === 0) return true
  const rule = rules.find((candidate) => candidate.pattern.test(name))
  const roles = rule?.roles[operation] ?? []
  if (roles.includes('!')) return false
  if (roles.includes('@')) return true
  return roles.some((role) => who.roles.includes(role))
}

/** Drops the properties that the subject may not read. */
export function readableProperties<Value>(
  rules: readonly PropertyRule[],
  properties: Record<string, Value>,
  who: Subject,
): Record<string, Value> {
  if (rules.length === 0) return properties
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => mayUseProperty(rules, name, 'read', who)),
  )
}

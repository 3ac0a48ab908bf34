import { target } from '@/e2e/target'

/**
 * What a cloud answers by its policy. `old` is Glance's before 2023.1: any role of a project may
 * write. `fresh` are the new defaults: a member writes, a reader reads, and more is left to admins.
 */
export function byPolicy<Value>(old: Value, fresh: Value): Value {
  return target.abilities.policy === 'old' ? old : fresh
}

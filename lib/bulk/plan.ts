import { type Actor, type ImageAction, type Refusal, refusalOf } from '@/lib/image-rules'
import type { BulkAction, BulkImage } from './action'

/** Why an image is not tried: it is so already, or Glance's own rules refuse it whatever the policy. */
export type SkipReason = 'already' | 'notActiveForCopy' | Refusal

export type Skipped = { image: BulkImage; reason: SkipReason }

export type Plan = { todo: BulkImage[]; skipped: Skipped[] }

/**
 * Decides which images an action is tried on. One is left out only for a certain reason; what a
 * role or a cloud's policy may forbid is tried, so that Glance answers for itself.
 *
 * @param images As the screen knows them; what changed meanwhile is found out by trying.
 */
export function planOf(action: BulkAction, images: readonly BulkImage[], actor: Actor): Plan {
  const plan: Plan = { todo: [], skipped: [] }
  for (const image of images) {
    const reason = skipReason(action, image, actor)
    if (reason) plan.skipped.push({ image, reason })
    else plan.todo.push(image)
  }
  return plan
}

/** How many images a plan leaves out for each reason, the most frequent first. */
export function skippedByReason(
  skipped: readonly Skipped[],
): Array<[reason: SkipReason, count: number]> {
  const counts = new Map<SkipReason, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}

function skipReason(action: BulkAction, image: BulkImage, actor: Actor): SkipReason | undefined {
  return isAlready(action, image) ? 'already' : refused(action, image, actor)
}

function isAlready(action: BulkAction, image: BulkImage): boolean {
  switch (action.kind) {
    case 'addTags':
      return action.tags.every((tag) => image.tags.includes(tag))
    case 'removeTags':
      return !action.tags.some((tag) => image.tags.includes(tag))
    case 'visibility':
      return image.visibility === action.visibility
    case 'protect':
      return image.protected
    case 'unprotect':
      return !image.protected
    case 'hide':
      return image.os_hidden
    case 'show':
      return !image.os_hidden
    case 'deactivate':
      return image.status === 'deactivated'
    case 'reactivate':
      return image.status === 'active'
    case 'withdraw':
      return !image.members?.length
    case 'copy':
      return action.stores.every((store) => storesOf(image).includes(store))
    default:
      // Custom properties and members are not in the list: only Glance knows.
      return false
  }
}

function refused(action: BulkAction, image: BulkImage, actor: Actor): SkipReason | undefined {
  if (action.kind === 'copy') {
    // A cloud's policy says whose images may be copied, so the owner is not looked at.
    return image.status === 'active' ? undefined : 'notActiveForCopy'
  }
  if (action.kind === 'delete' && action.unprotect) return refusalOf('edit', image, actor)
  return refusalOf(ruleOf[action.kind], image, actor)
}

const ruleOf: Record<Exclude<BulkAction['kind'], 'copy'>, ImageAction> = {
  addTags: 'edit',
  removeTags: 'edit',
  setProperty: 'edit',
  removeProperty: 'edit',
  visibility: 'edit',
  protect: 'protect',
  unprotect: 'unprotect',
  hide: 'hide',
  show: 'show',
  deactivate: 'deactivate',
  reactivate: 'reactivate',
  share: 'share',
  withdraw: 'share',
  delete: 'delete',
}

/** The stores that hold an image's data. */
export function storesOf({ stores }: Pick<BulkImage, 'stores'>): string[] {
  return stores?.split(',').filter(Boolean) ?? []
}

import type { BulkKind } from '@/lib/bulk/action'
import type { ReviewList } from '@/lib/schemas/review'

/** What mends the images of a queue, the gentlest first. */
export const fittingActions: Record<ReviewList, readonly BulkKind[]> = {
  stuck: ['addTags', 'delete'],
  'failed-imports': ['addTags', 'delete'],
  queued: ['addTags', 'delete'],
  deactivated: ['reactivate', 'delete'],
  'weak-hash': ['hide', 'visibility', 'deactivate'],
  duplicates: ['hide', 'delete'],
  'large-old': ['addTags', 'hide', 'deactivate', 'delete'],
  'pending-shares': ['withdraw'],
  orphans: ['deactivate', 'delete'],
  hidden: ['show', 'delete'],
  'in-store': ['copy'],
}

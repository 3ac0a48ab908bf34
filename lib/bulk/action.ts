import type { RuledImage } from '@/lib/image-rules'
import type { ImageRow, Visibility } from '@/lib/schemas/image'

/** What can be done to many images at once. */
export type BulkAction =
  | { kind: 'addTags' | 'removeTags'; tags: readonly string[] }
  | { kind: 'setProperty'; name: string; value: string }
  | { kind: 'removeProperty'; name: string }
  | { kind: 'visibility'; visibility: Visibility }
  | { kind: 'protect' | 'unprotect' | 'hide' | 'show' | 'deactivate' | 'reactivate' }
  /** Takes back the offers named in each image's `members`. */
  | { kind: 'withdraw' }
  /** Project ids. */
  | { kind: 'share'; projects: readonly string[] }
  /** Ids of stores that get a copy of the data. */
  | { kind: 'copy'; stores: readonly string[] }
  /** `unprotect` takes the protection away first. */
  | { kind: 'delete'; unprotect: boolean }
export type BulkKind = BulkAction['kind']

/** What a run keeps of an image; rows of the list and whole images both have it. */
export type BulkImage = RuledImage &
  Pick<ImageRow, 'id' | 'name' | 'tags'> & {
    stores?: string | undefined
    /** Projects that have not answered, where a screen knows them. */
    members?: readonly string[] | undefined
  }

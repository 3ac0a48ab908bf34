import type { ImageCommand } from '@/lib/commands/command'
import type { ImageChange } from '@/lib/schemas/image'
import type { BulkAction, BulkImage } from './action'

/** What a run is about to do, for people who would rather type it. */
export function commandOf(action: BulkAction, images: readonly BulkImage[]): ImageCommand {
  const imageIds = images.map(({ id }) => id)
  const update = (key: string, value: ImageChange['value']): ImageCommand => ({
    kind: 'update',
    imageIds,
    changes: [{ key, value }],
  })
  switch (action.kind) {
    case 'addTags':
      return { kind: 'tag', imageIds, add: action.tags }
    case 'removeTags':
      return { kind: 'tag', imageIds, remove: action.tags }
    case 'setProperty':
      return update(action.name, action.value)
    case 'removeProperty':
      return update(action.name, null)
    case 'visibility':
      return update('visibility', action.visibility)
    case 'protect':
    case 'unprotect':
      return update('protected', action.kind === 'protect')
    case 'hide':
    case 'show':
      return update('os_hidden', action.kind === 'hide')
    case 'share':
      return { kind: 'addMember', imageIds, memberIds: action.projects }
    case 'copy':
      return {
        kind: 'import',
        imageIds,
        import: { method: 'copy-image', stores: action.stores },
      }
    case 'withdraw':
      return {
        kind: 'several',
        commands: images.map(({ id, members = [] }) => ({
          kind: 'removeMember',
          imageIds: [id],
          memberIds: members,
        })),
      }
    default:
      return { kind: action.kind, imageIds }
  }
}

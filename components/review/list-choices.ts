import type { ImageCommand } from '@/lib/commands/command'
import { loadImageListParams } from '@/lib/schemas/image-list'

const listOf = (search: string): ImageCommand => ({
  kind: 'list',
  params: loadImageListParams(new URLSearchParams(search)),
})

/** What the desk's figures are counted from: two lists, as Glance keeps hidden images apart. */
export const listChoices = [
  { label: 'commands.listAll', command: listOf('visibility=all') },
  { label: 'commands.listHidden', command: listOf('visibility=all&os_hidden=true') },
] as const

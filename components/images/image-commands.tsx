'use client'

import { useTranslations } from 'next-intl'
import { ShowCommand } from '@/components/feedback/show-command'
import { type ImageCommand, plainFileName } from '@/lib/commands/command'
import { imageTasksCommand } from '@/lib/commands/service-calls'
import { type Actor, type ImageAction, offeredActions, refusalOf } from '@/lib/image-rules'
import type { Image } from '@/lib/schemas/image'

/** What can be done with an image right now, each as a command. */
export function ImageCommands({ image, actor }: { image: Image; actor: Actor }) {
  const t = useTranslations()
  const show: ImageCommand = { kind: 'show', imageId: image.id }
  const possible = offeredActions(image).flatMap((action) => {
    const command = refusalOf(action, image, actor) ? undefined : commandOf(action, image)
    return command ? [{ label: t(`image.actions.${action as Named}`), command }] : []
  })
  return (
    <ShowCommand
      choices={[
        { label: t('commands.showImage'), command: show },
        ...possible,
        { label: t('commands.showTasks'), command: imageTasksCommand(image.id) },
      ]}
    />
  )
}

type Named = Exclude<ImageAction, 'setFormats' | 'upload' | 'answerOffer'>

function commandOf(action: ImageAction, image: Image): ImageCommand | undefined {
  const imageIds = [image.id]
  const set = (key: 'protected' | 'os_hidden', value: boolean): ImageCommand => ({
    kind: 'update',
    imageIds,
    changes: [{ key, value, base: !value }],
  })
  switch (action) {
    case 'download': {
      const ending = image.disk_format ? `.${image.disk_format}` : ''
      const name = plainFileName(image.name || image.id)
      const file = name.endsWith(ending) ? name : name + ending
      return { kind: 'download', imageId: image.id, file }
    }
    case 'share':
      return { kind: 'members', imageId: image.id }
    case 'deactivate':
    case 'reactivate':
    case 'delete':
      return { kind: action, imageIds }
    case 'protect':
    case 'unprotect':
      return set('protected', action === 'protect')
    case 'hide':
    case 'show':
      return set('os_hidden', action === 'hide')
    default:
      return undefined
  }
}

'use client'

import { MoreHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import type { Actor } from '@/lib/image-rules'
import type { ImageRow } from '@/lib/schemas/image'
import { ActionItem, actionHref, useActionReason } from './action-item'
import { DeleteDialog } from './delete-dialog'

type Props = { scope: string; image: ImageRow; actor: Actor }

const offered = ['edit', 'share', 'download', 'delete'] as const

/** What is done most with a single image of the list, without opening it first. */
export function RowMenu({ scope, image, actor }: Props) {
  const t = useTranslations()
  const [isDeleting, setDeleting] = useState(false)
  const reasonOf = useActionReason(image, actor)
  return (
    <>
      <Menu
        trigger={
          <IconButton size="sm" label={t('images.row.actions', { name: image.name || image.id })}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        {offered.map((action) => (
          <ActionItem
            key={action}
            action={action}
            href={actionHref(scope, image.id, action)}
            reason={reasonOf(action)}
            onRun={() => setDeleting(true)}
          />
        ))}
      </Menu>
      <DeleteDialog
        scope={scope}
        actor={actor}
        images={[image]}
        open={isDeleting}
        onOpenChange={setDeleting}
        onDone={() => setDeleting(false)}
      />
    </>
  )
}

'use client'

import { MoreHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { useOfferActions } from '@/components/feedback/screen-actions'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { type Actor, likelyAction, offeredActions } from '@/lib/image-rules'
import { paths } from '@/lib/paths'
import type { Image } from '@/lib/schemas/image'
import {
  ActionItem,
  ActionLink,
  type ActionProps,
  actionHref,
  actionIcons,
  type Offered,
  useActionReason,
} from './action-item'
import { DeleteDialog } from './delete-dialog'
import { useImageActions } from './use-image-actions'

type Props = { scope: string; image: Image; actor: Actor }
/** The likeliest action as a button, the others in one menu; what is refused says why. */
export function ImageActions({ scope, image, actor }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const [asking, setAsking] = useState<'delete' | 'deactivate'>()
  const actions = useImageActions(scope, image)
  const likely = likelyAction(image, actor) as Offered
  const rest = (offeredActions(image) as Offered[]).filter((action) => action !== likely)
  const name = image.name || image.id

  const reasonOf = useActionReason(image, actor)
  const hrefOf = (action: Offered) => actionHref(scope, image.id, action)
  const run = (action: Offered) => {
    if (action === 'delete' || action === 'deactivate') return setAsking(action)
    if (action === 'reactivate') return actions.reactivate()
    if (action === 'protect' || action === 'unprotect' || action === 'hide' || action === 'show')
      return actions.flip(action)
  }

  useOfferActions(
    (offeredActions(image) as Offered[])
      .filter((action) => hrefOf(action) === undefined && reasonOf(action) === undefined)
      .map((action) => ({
        key: action,
        label: t(`image.actions.${action}`),
        icon: actionIcons[action],
        run: () => void run(action),
      })),
  )

  return (
    <div className="flex items-center gap-2">
      <LikelyButton
        action={likely}
        href={hrefOf(likely)}
        reason={reasonOf(likely)}
        isBusy={actions.isBusy}
        onRun={() => run(likely)}
      />
      <Menu
        trigger={
          <IconButton variant="secondary" label={t('image.actions.more')}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        {rest.map((action) => (
          <ActionItem
            key={action}
            action={action}
            href={hrefOf(action)}
            reason={reasonOf(action)}
            onRun={() => run(action)}
          />
        ))}
      </Menu>
      <DeleteDialog
        scope={scope}
        actor={actor}
        images={[image]}
        open={asking === 'delete'}
        onOpenChange={() => setAsking(undefined)}
        onDone={() => router.push(paths.images(scope))}
      />
      <ConfirmDialog
        open={asking === 'deactivate'}
        onOpenChange={() => setAsking(undefined)}
        tone="primary"
        title={t('image.deactivate.title', { name })}
        objects={[{ id: image.id, name: image.name ?? '' }]}
        command={{ kind: 'deactivate', imageIds: [image.id] }}
        actionLabel={t('image.deactivate.submit')}
        run={actions.deactivate}
        onDone={actions.sayDeactivated}
      >
        {t('image.deactivate.lead')}
      </ConfirmDialog>
    </div>
  )
}

function LikelyButton({ action, href, reason, onRun, isBusy }: ActionProps & { isBusy: boolean }) {
  const t = useTranslations()
  const Icon = actionIcons[action]
  const words = t(`image.actions.${action}`)
  if (href === undefined || reason !== undefined) {
    return (
      <Button
        variant="primary"
        icon={<Icon aria-hidden />}
        loading={isBusy}
        disabledReason={reason}
        onClick={() => onRun()}
      >
        {words}
      </Button>
    )
  }
  return (
    <ActionLink action={action} href={href} className={buttonStyle({ variant: 'primary' })}>
      <Icon aria-hidden />
      {words}
    </ActionLink>
  )
}

'use client'

import {
  Download,
  Eye,
  EyeOff,
  type LucideIcon,
  MoreHorizontal,
  Pencil,
  Power,
  PowerOff,
  Shield,
  ShieldOff,
  Trash2,
  UserPlus,
} from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuSeparator } from '@/components/ui/menu'
import { MenuItem } from '@/components/ui/menu-item'
import {
  type Actor,
  type ImageAction,
  likelyAction,
  offeredActions,
  refusalOf,
} from '@/lib/image-rules'
import { apiPaths, paths } from '@/lib/paths'
import type { Image } from '@/lib/schemas/image'
import { DeleteDialog } from './delete-dialog'
import { useImageActions } from './use-image-actions'

type Props = { scope: string; image: Image; actor: Actor }
type Offered = Exclude<ImageAction, 'setFormats' | 'upload' | 'answerOffer'>

const icons: Record<Offered, LucideIcon> = {
  edit: Pencil,
  share: UserPlus,
  download: Download,
  deactivate: PowerOff,
  reactivate: Power,
  protect: Shield,
  unprotect: ShieldOff,
  hide: EyeOff,
  show: Eye,
  delete: Trash2,
}

/** The likeliest action as a button, the others in one menu; what is refused says why. */
export function ImageActions({ scope, image, actor }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const [asking, setAsking] = useState<'delete' | 'deactivate'>()
  const actions = useImageActions(scope, image)
  const likely = likelyAction(image, actor) as Offered
  const rest = (offeredActions(image) as Offered[]).filter((action) => action !== likely)
  const name = image.name || image.id

  const hrefOf = (action: Offered): string | undefined => {
    if (action === 'edit') return paths.imageEdit(scope, image.id)
    if (action === 'share') return paths.imageMembers(scope, image.id)
    return action === 'download' ? apiPaths.file(scope, image.id) : undefined
  }
  const run = (action: Offered) => {
    if (action === 'delete' || action === 'deactivate') return setAsking(action)
    if (action === 'reactivate') return actions.reactivate()
    if (action === 'protect' || action === 'unprotect' || action === 'hide' || action === 'show')
      return actions.flip(action)
  }
  const reasonOf = (action: Offered) => {
    const refusal = refusalOf(action, image, actor)
    // The members' tab explains an image that is not shared and offers to change that.
    return refusal && refusal !== 'notShared' ? t(`image.refusals.${refusal}`) : undefined
  }

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

type ActionProps = {
  action: Offered
  href: string | undefined
  reason: string | undefined
  onRun: () => unknown
}

function LikelyButton({ action, href, reason, onRun, isBusy }: ActionProps & { isBusy: boolean }) {
  const t = useTranslations()
  const Icon = icons[action]
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

function ActionItem({ action, href, reason, onRun }: ActionProps) {
  const t = useTranslations()
  const Icon = icons[action]
  const isLink = href !== undefined && reason === undefined
  return (
    <>
      {action === 'delete' && <MenuSeparator />}
      <MenuItem
        icon={<Icon aria-hidden />}
        danger={action === 'delete'}
        disabledReason={reason}
        asChild={isLink}
        onSelect={isLink ? undefined : () => onRun()}
      >
        {isLink ? (
          <ActionLink action={action} href={href}>
            {t(`image.actions.${action}`)}
          </ActionLink>
        ) : (
          t(`image.actions.${action}`)
        )}
      </MenuItem>
    </>
  )
}

type ActionLinkProps = React.ComponentPropsWithRef<'a'> & { action: Offered; href: string }

// A download is an answer of the server, not a page of the router.
function ActionLink({ action, ...rest }: ActionLinkProps) {
  if (action === 'download') return <a download {...rest} />
  return <Link {...rest} />
}

'use client'

import {
  Download,
  Eye,
  EyeOff,
  type LucideIcon,
  Pencil,
  Power,
  PowerOff,
  Shield,
  ShieldOff,
  Trash2,
  UserPlus,
} from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { MenuItem, MenuSeparator } from '@/components/ui/menu-item'
import { type Actor, type ImageAction, type RuledImage, refusalOf } from '@/lib/image-rules'
import { apiPaths, paths } from '@/lib/paths'

/** The actions that menus offer. */
export type Offered = Exclude<ImageAction, 'setFormats' | 'upload' | 'answerOffer'>

/** The icon of each action. */
export const actionIcons: Record<Offered, LucideIcon> = {
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

/** The page or the file an action leads to; nothing for one that is done in place. */
export function actionHref(scope: string, imageId: string, action: Offered): string | undefined {
  if (action === 'edit') return paths.imageEdit(scope, imageId)
  if (action === 'share') return paths.imageMembers(scope, imageId)
  return action === 'download' ? apiPaths.file(scope, imageId) : undefined
}

/** Tells in words why an action would be refused on this image. */
export function useActionReason(
  image: RuledImage,
  actor: Actor,
): (action: Offered) => string | undefined {
  const t = useTranslations()
  return (action) => {
    const refusal = refusalOf(action, image, actor)
    // The members' tab explains an image that is not shared and offers to change that.
    return refusal && refusal !== 'notShared' ? t(`image.refusals.${refusal}`) : undefined
  }
}

export type ActionProps = {
  action: Offered
  href: string | undefined
  reason: string | undefined
  onRun: () => unknown
}

/** An action in a menu; what is refused says why. */
export function ActionItem({ action, href, reason, onRun }: ActionProps) {
  const t = useTranslations()
  const Icon = actionIcons[action]
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

/** The way to an action's page. A download is an answer of the server, not a page of the router. */
export function ActionLink({ action, ...rest }: ActionLinkProps) {
  if (action === 'download') return <a download {...rest} />
  return <Link {...rest} />
}

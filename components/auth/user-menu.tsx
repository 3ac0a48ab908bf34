'use client'

import { LogOut, MonitorX, UserRound } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu-item'
import type { ProjectScope } from '@/lib/schemas/project'
import type { Viewer } from '@/lib/schemas/session'
import { SignInFiles } from './sign-in-files'
import { useSignOut } from './use-sign-out'

type Props = { viewer: Viewer; project: ProjectScope | undefined }

/** Who is signed in, until when, files for the command line, and the way out. */
export function UserMenu({ viewer, project }: Props) {
  const t = useTranslations()
  const format = useFormatter()
  const { leave, leaveEverywhere, isLeaving } = useSignOut()
  const endsAt = format.dateTime(new Date(viewer.expiresAt), {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          loading={isLeaving}
          aria-label={t('shell.user.label', { name: viewer.userName })}
          icon={<UserRound aria-hidden className="size-4" />}
        >
          <span className="max-w-32 truncate max-sm:sr-only">{viewer.userName}</span>
        </Button>
      }
    >
      <MenuLabel>{t('shell.user.signedInAs', { name: viewer.userName })}</MenuLabel>
      <MenuLabel>{t('shell.user.domain', { name: viewer.domainName })}</MenuLabel>
      <MenuLabel>{t('shell.user.endsAt', { time: endsAt })}</MenuLabel>
      <MenuSeparator />
      {project && <SignInFiles viewer={viewer} project={project} />}
      <MenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        {t('shell.user.signOut')}
      </MenuItem>
      <MenuItem icon={<MonitorX aria-hidden />} onSelect={leaveEverywhere}>
        {t('shell.user.signOutEverywhere')}
      </MenuItem>
    </Menu>
  )
}

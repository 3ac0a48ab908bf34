'use client'

import { FileCode, FileTerminal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { saveFile } from '@/components/feedback/save-file'
import { MenuItem } from '@/components/ui/menu-item'
import type { SignIn } from '@/lib/commands/sign-in-files'
import type { ProjectScope } from '@/lib/schemas/project'
import type { Viewer } from '@/lib/schemas/session'

type Props = { viewer: Viewer; project: ProjectScope }

/** Files that let the command line sign in here as the same person; they hold no password. */
export function SignInFiles({ viewer, project }: Props) {
  const t = useTranslations()
  const { authUrl } = project.address
  const reason = authUrl === undefined ? t('shell.user.noAddress') : undefined
  const signIn: SignIn = {
    authUrl: authUrl ?? '',
    region: project.region,
    userName: viewer.userName,
    userDomain: viewer.domainName,
    projectId: project.projectId,
    projectName: project.projectName,
    projectDomain: project.domainName,
  }
  return (
    <>
      <MenuItem
        icon={<FileTerminal aria-hidden />}
        disabledReason={reason}
        onSelect={async () => save('openrc.sh', (await texts()).openrcFile(signIn))}
      >
        {t('shell.user.openrc')}
      </MenuItem>
      <MenuItem
        icon={<FileCode aria-hidden />}
        disabledReason={reason}
        onSelect={async () => save('clouds.yaml', (await texts()).cloudsFile(signIn))}
      >
        {t('shell.user.clouds')}
      </MenuItem>
    </>
  )
}

const texts = () => import('@/lib/commands/sign-in-files')

function save(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'text/plain' }))
}

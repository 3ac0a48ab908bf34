'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/mark'
import { eventually } from '@/components/ui/on-demand'
import { paths } from '@/lib/paths'
import type { ProjectScope } from '@/lib/schemas/project'
import { FindPalette } from './find-palette'
import { PreferencesMenu } from './preferences-menu'
import { ProjectSwitcher } from './project-switcher'

// Most clouds have a single region.
const RegionSwitcher = dynamic(() =>
  eventually(() => import('./region-switcher')).then((code) => code.RegionSwitcher),
)

type Props = {
  scope: string
  project: ProjectScope | undefined
  /** The menu of the person's account. */
  account: ReactNode
}

/** Where am I, who am I, and the ways elsewhere. */
export function TopBar({ scope, project, account }: Props) {
  const t = useTranslations()
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-panel px-3">
      <a
        href="#content"
        className="sr-only rounded bg-accent px-3 py-1 text-on-accent focus:not-sr-only focus:absolute focus:z-50"
      >
        {t('shell.skip')}
      </a>
      <Link
        href={paths.images(scope)}
        prefetch={false}
        className="flex items-center gap-2 rounded pe-2 font-semibold text-ink"
      >
        <Mark className="size-5" />
        <span className="max-sm:sr-only">{t('shell.title')}</span>
      </Link>
      <ProjectSwitcher scope={scope} project={project} />
      {project && project.regions.length > 1 && <RegionSwitcher project={project} />}
      <div className="ms-auto flex items-center gap-1">
        {project && <FindPalette scope={scope} isAdmin={project.roles.includes('admin')} />}
        <PreferencesMenu />
        {account}
      </div>
    </header>
  )
}

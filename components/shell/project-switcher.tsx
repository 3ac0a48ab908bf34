'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { onDemand } from '@/components/ui/on-demand'
import { Popover } from '@/components/ui/popover'
import type { ProjectScope } from '@/lib/schemas/project'
import { projectCookie } from '@/lib/sign-in-memory'
import { rememberView } from '@/lib/view-memory'

type Props = {
  /** The address's own scope: its region, if it names one, is kept when the project changes. */
  scope: string
  project: ProjectScope | undefined
}

const choice = onDemand(() => import('./project-choice'))

/** Which project this tab stands in, and a search over the others. */
export function ProjectSwitcher({ scope, project }: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  const name = project?.projectName ?? t('shell.project.label')
  useEffect(() => {
    if (project) rememberView(projectCookie, project.projectId)
  }, [project])
  return (
    <Popover
      label={t('shell.project.label')}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-72 p-1"
      needs={choice}
      trigger={
        <Button
          variant="ghost"
          aria-label={t('shell.project.current', { name })}
          className="min-w-0 max-w-64"
        >
          {project && (
            <span className="truncate text-ink-muted max-md:hidden">{project.domainName} ▸</span>
          )}
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
        </Button>
      }
    >
      {({ ProjectChoice }) => (
        <ProjectChoice scope={scope} current={project?.projectId} onDone={() => setOpen(false)} />
      )}
    </Popover>
  )
}

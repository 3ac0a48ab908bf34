'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ErrorNote } from '@/components/feedback/error-note'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { isAppError } from '@/lib/errors'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { projectsQuery } from '@/lib/queries/projects'
import type { ProjectScope } from '@/lib/schemas/project'
import { projectCookie } from '@/lib/sign-in-memory'
import { rememberView } from '@/lib/view-memory'

type Props = {
  /** The address's own scope: its region, if it names one, is kept when the project changes. */
  scope: string
  project: ProjectScope | undefined
}

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
      <ProjectChoice scope={scope} current={project?.projectId} onDone={() => setOpen(false)} />
    </Popover>
  )
}

type ChoiceProps = { scope: string; current: string | undefined; onDone: () => void }

function ProjectChoice({ scope, current, onDone }: ChoiceProps) {
  const t = useTranslations()
  const router = useRouter()
  const { data, error, isPending } = useQuery(projectsQuery())
  const { region } = parseScope(scope)
  return (
    <Command label={t('shell.project.label')} className="flex flex-col">
      <Command.Input
        autoFocus
        placeholder={t('shell.project.search')}
        className="mx-1 mb-1 h-8 rounded border border-control bg-panel px-2 text-ink placeholder:text-ink-muted"
      />
      {isAppError(error) && <ErrorNote error={error} />}
      {/* Outside the list, which may hold nothing but choices. */}
      {isPending && <p className="p-3 text-ink-muted">{t('shell.loading')}</p>}
      <Command.List label={t('shell.project.label')} className="max-h-80 overflow-y-auto">
        {!isPending && (
          <Command.Empty className="p-3 text-ink-muted">{t('shell.project.none')}</Command.Empty>
        )}
        {data?.projects.map((project) => (
          <Command.Item
            key={project.id}
            value={`${project.name} ${project.id}`}
            className="flex cursor-default items-center gap-2 rounded px-2 py-1.5 data-[selected=true]:bg-sunken"
            onSelect={() => {
              onDone()
              router.push(paths.images(formatScope({ projectId: project.id, region })))
            }}
          >
            <Check
              aria-hidden
              className={project.id === current ? 'size-4 text-accent' : 'size-4 opacity-0'}
            />
            <span className="truncate">{project.name}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}

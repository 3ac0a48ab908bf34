'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ErrorNote } from '@/components/feedback/error-note'
import { isAppError } from '@/lib/errors'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { projectsQuery } from '@/lib/queries/projects'

type ChoiceProps = { scope: string; current: string | undefined; onDone: () => void }

/** A search over the projects that the person may enter. */
export function ProjectChoice({ scope, current, onDone }: ChoiceProps) {
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

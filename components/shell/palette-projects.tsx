'use client'

import { useQuery } from '@tanstack/react-query'
import { FolderKanban } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { paths } from '@/lib/paths'
import { projectsQuery } from '@/lib/queries/projects'
import { PaletteGroup, PaletteItem } from './palette-item'

/** The projects the person may enter; their images open. */
export function PaletteProjects({ onGo }: { onGo: (path: string) => void }) {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  if (!data || data.projects.length === 0) return null
  return (
    <PaletteGroup heading={t('shell.find.projects')}>
      {data.projects.map(({ id, name }) => (
        <PaletteItem
          key={id}
          value={`project ${id}`}
          keywords={[name, t('shell.project.label')]}
          icon={FolderKanban}
          onSelect={() => onGo(paths.images(id))}
        >
          {name}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}

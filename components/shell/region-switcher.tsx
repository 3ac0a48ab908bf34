'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { formatScope, paths } from '@/lib/paths'
import type { ProjectScope } from '@/lib/schemas/project'

/** The region is part of the address, so each tab can stand in its own. */
export function RegionSwitcher({ project }: { project: ProjectScope }) {
  const t = useTranslations()
  const router = useRouter()
  return (
    <Select
      size="sm"
      className="w-auto max-w-40"
      aria-label={t('shell.region.label')}
      value={project.region}
      options={project.regions.map((region) => ({ value: region, label: region }))}
      onValueChange={(region) =>
        router.push(paths.images(formatScope({ projectId: project.projectId, region })))
      }
    />
  )
}

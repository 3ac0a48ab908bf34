'use client'

import { useTranslations } from 'next-intl'
import { Segmented } from '@/components/ui/segmented'
import type { ImageListParams } from '@/lib/schemas/image-list'
import type { SetListParams } from './use-list-params'

const views = ['usual', 'all', 'hidden'] as const

type Props = { params: ImageListParams; setParams: SetListParams }

/**
 * For administrators: their usual list leaves out community images of other projects and whatever
 * is hidden. Glance lists either visible or hidden images, so that "all" are two lists.
 */
export function ProjectsView({ params, setParams }: Props) {
  const t = useTranslations()
  const isAll = params.visibility === 'all'
  const view = isAll ? (params.os_hidden ? 'hidden' : 'all') : 'usual'
  return (
    <Segmented
      className="w-fit max-w-full overflow-x-auto"
      size="sm"
      label={t('images.projects.label')}
      value={view}
      onValueChange={(next) =>
        setParams({
          visibility: next === 'usual' ? null : 'all',
          os_hidden: next === 'hidden' ? true : null,
        })
      }
      options={views.map((value) => ({ value, label: t(`images.projects.${value}`) }))}
    />
  )
}

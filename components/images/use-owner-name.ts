'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { parseScope } from '@/lib/paths'
import { projectsQuery } from '@/lib/queries/projects'

/**
 * Names an image's owner: "this project", the name of another project of the person's own, or the
 * bare id: Keystone tells nobody but administrators the names of foreign projects.
 */
export function useOwnerName(scope: string): (owner: string | null) => string {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  const names = useMemo(() => new Map(data?.projects.map(({ id, name }) => [id, name])), [data])
  const { projectId } = parseScope(scope)
  return (owner) => {
    if (owner === null) return ''
    return owner === projectId ? t('images.row.thisProject') : (names.get(owner) ?? owner)
  }
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { parseScope } from '@/lib/paths'
import { projectNamesQuery } from '@/lib/queries/operations'
import { projectsQuery } from '@/lib/queries/projects'

const nobody: readonly string[] = []

/**
 * Names an image's owner: "this project", the name of another project of the person's own, or the
 * bare id: Keystone tells nobody but administrators the names of foreign projects.
 *
 * @param foreign Owners whose names Keystone is asked for; only administrators get an answer.
 */
export function useOwnerName(
  scope: string,
  foreign: readonly string[] = nobody,
): (owner: string | null) => string {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  const names = useMemo(() => new Map(data?.projects.map(({ id, name }) => [id, name])), [data])
  const asked = useQuery(projectNamesQuery(scope, foreign))
  const told = asked.data?.names
  const { projectId } = parseScope(scope)
  return useCallback(
    (owner) => {
      if (owner === null) return ''
      if (owner === projectId) return t('images.row.thisProject')
      return names.get(owner) ?? told?.[owner] ?? owner
    },
    [t, names, told, projectId],
  )
}

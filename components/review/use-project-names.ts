'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { projectNamesQuery } from '@/lib/queries/operations'

/** Names projects as far as Keystone tells them to this person; the bare id otherwise. */
export function useProjectNames(
  scope: string,
  ids: ReadonlyArray<string | null>,
): (id: string | null) => string {
  const t = useTranslations()
  const { data } = useQuery(
    projectNamesQuery(
      scope,
      ids.filter((id) => id !== null),
    ),
  )
  return (id) => {
    if (id === null) return ''
    const name = data?.names[id]
    return name === null ? t('review.figures.goneProject', { id }) : (name ?? id)
  }
}

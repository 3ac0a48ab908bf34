import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { projectsQuery } from '@/lib/queries/projects'

/**
 * Names of the projects the person may enter, by id. Keystone tells nobody but administrators the
 * names of others, so those stay ids.
 */
export function useProjectNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(projectsQuery())
  return useMemo(() => new Map(data?.projects.map(({ id, name }) => [id, name])), [data])
}

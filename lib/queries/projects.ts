import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type { Project } from '@/lib/schemas/project'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** The projects the signed-in user may enter. */
export function projectsQuery() {
  return queryOptions({
    queryKey: keys.projects(),
    queryFn: ({ signal }) => fetchJson<{ projects: Project[] }>(apiPaths.projects(), { signal }),
    staleTime: 5 * 60_000,
  })
}

import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type { System } from '@/lib/schemas/system'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** State of the dashboard's process, for administrators. Asked again each five seconds. */
export function systemQuery(scope: string) {
  return queryOptions({
    queryKey: keys.system(scope),
    queryFn: ({ signal }) => fetchJson<System>(apiPaths.system(scope), { signal }),
    refetchInterval: 5_000,
    staleTime: 2_000,
  })
}

/** Signs the user out everywhere, this browser included. */
export const endAllSessionsMutation = {
  mutationFn: () => fetchJson(apiPaths.sessions(), { method: 'DELETE' }),
}

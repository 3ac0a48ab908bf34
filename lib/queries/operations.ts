import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type {
  CacheTarget,
  ImageCache,
  StoreDetail,
  TaskDetail,
  TaskPage,
  TaskStatus,
  UsageAnswer,
} from '@/lib/schemas/operations'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** Names of projects by id; `null` for one that is gone. Ids beyond the 200th stay without. */
export function projectNamesQuery(scope: string, ids: readonly string[]) {
  const sorted = [...new Set(ids)].sort().slice(0, 200)
  const query = sorted.map((id) => `id=${encodeURIComponent(id)}`).join('&')
  return queryOptions({
    queryKey: keys.projectNames(scope, sorted),
    queryFn: ({ signal }) =>
      fetchJson<{ names: Record<string, string | null> }>(
        `${apiPaths.projectNames(scope)}?${query}`,
        {
          signal,
        },
      ),
    staleTime: 5 * 60_000,
    enabled: sorted.length > 0,
    // A name more or less while another page of rows comes: the old ones stay in sight.
    placeholderData: (before) => before,
  })
}

/** The stores with what Glance tells administrators about them. */
export function storeDetailsQuery(scope: string) {
  return queryOptions({
    queryKey: keys.storeDetails(scope),
    queryFn: ({ signal }) =>
      fetchJson<{ stores: StoreDetail[] }>(apiPaths.storeDetails(scope), { signal }),
    staleTime: 60_000,
  })
}

/** What Glance's cache holds; looked at again while something waits in its queue. */
export function cacheQuery(scope: string) {
  return queryOptions({
    queryKey: keys.cache(scope),
    queryFn: ({ signal }) => fetchJson<ImageCache>(apiPaths.cache(scope), { signal }),
    refetchInterval: ({ state }) =>
      (state.data?.queued_images.length ?? 0) > 0 ? waitingEvery : false,
  })
}

const waitingEvery = 4000

/** Adds images to the cache's queue, or takes them out of cache and queue. */
export function cacheMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: ({ imageId, action }: { imageId: string; action: 'add' | 'remove' }) =>
      fetchJson(apiPaths.cachedImage(scope, imageId), {
        method: action === 'add' ? 'PUT' : 'DELETE',
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.cache(scope) }),
  }
}

/** Empties the cache or its queue. */
export function clearCacheMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (target: CacheTarget) =>
      fetchJson(`${apiPaths.cache(scope)}?target=${target}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.cache(scope) }),
  }
}

/** Tasks of all projects, newest first, page by page. */
export function tasksQuery(scope: string, status: TaskStatus | null) {
  return infiniteQueryOptions({
    queryKey: keys.tasks(scope, status),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams()
      if (status) query.set('status', status)
      if (pageParam) query.set('marker', pageParam)
      return fetchJson<TaskPage>(`${apiPaths.allTasks(scope)}?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: TaskPage) => page.nextMarker,
  })
}

/** One task with its input, its message and its result. */
export function taskQuery(scope: string, taskId: string) {
  return queryOptions({
    queryKey: keys.task(scope, taskId),
    queryFn: ({ signal }) => fetchJson<TaskDetail>(apiPaths.task(scope, taskId), { signal }),
  })
}

/** What the project uses of its limits. */
export function usageQuery(scope: string) {
  return queryOptions({
    queryKey: keys.usage(scope),
    queryFn: ({ signal }) => fetchJson<UsageAnswer>(apiPaths.usage(scope), { signal }),
  })
}

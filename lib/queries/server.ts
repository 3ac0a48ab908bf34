import 'server-only'
import {
  dehydrate,
  type FetchQueryOptions,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { isAppError } from '@/lib/errors'
import { logger } from '@/lib/log'

/**
 * Loads on the server what a browser query would ask for. The loader must return exactly what the
 * query promises, so the two cannot drift apart. A failure is left out of the cache: the browser
 * asks again and shows it in place. So is what the loader does not know (`undefined`).
 */
export async function prefetch<T, Key extends QueryKey>(
  query: Pick<FetchQueryOptions<T, Error, T, Key>, 'queryKey'> & { queryFn?: unknown },
  load: () => Promise<T | undefined>,
): Promise<ReturnType<typeof dehydrate>> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  try {
    client.setQueryData<T>(query.queryKey, await load())
  } catch (error) {
    if (!isAppError(error)) logger().error({ err: error }, 'a page could not prefetch')
  }
  return dehydrate(client)
}

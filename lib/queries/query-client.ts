import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isAppError } from '@/lib/errors'
import { learnLimit } from './image-limits'

/**
 * A query client with the house rules: reads are tried again only when the fault may pass by
 * itself, and an ended session is reported once, to whoever listens.
 *
 * @param onSessionEnded Called when a route answers that nobody is signed in.
 */
export function makeQueryClient(onSessionEnded: () => void = () => undefined): QueryClient {
  const report = (error: Error) => {
    if (isAppError(error, 'unauthenticated')) onSessionEnded()
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: report }),
    mutationCache: new MutationCache({
      onError: (error) => {
        report(error)
        learnLimit(client, error)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retryDelay,
        retry: (failures, error) => failures < 1 && isAppError(error) && passes(error.code),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
  return client
}

// Apart from each other: after a break all tabs would else ask at the same moment. A call that was held
// back waits until the next one may pass, so that asking again by hand is not answered with a refusal.
function retryDelay(failures: number, error: Error): number {
  const seconds = isAppError(error) && error.extra?.circuit ? Number(error.extra.retryAfter) : 0
  if (seconds > 0) return Math.min(seconds, 6) * 1000 + Math.random() * 300
  return 500 * 2 ** failures * (0.5 + Math.random())
}

function passes(code: string): boolean {
  return code === 'upstream_down' || code === 'timed_out'
}

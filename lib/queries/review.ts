import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import {
  type QueueEvent,
  type ReviewEvent,
  type ReviewList,
  type ReviewListParams,
  type ReviewParams,
  type ReviewSnapshot,
  serializeReviewListParams,
  serializeReviewParams,
} from '@/lib/schemas/review'
import { events } from './events'
import { keys } from './keys'

// A review costs Glance a walk over all pages: it is made again only when a person asks for it.
const onlyWhenAsked = {
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  retry: false,
} as const

/** The review desk's figures, `null` before the first; a repeated call makes them anew. */
export function reviewQuery(scope: string, params: ReviewParams) {
  const queryKey = keys.reviewFigures(scope, params)
  return queryOptions({
    queryKey,
    queryFn: streamedQuery({
      streamFn: ({ signal, client }) => {
        const query = serializeReviewParams('', params)
        const refresh = client.getQueryData(queryKey) ? `${query ? '&' : '?'}refresh=1` : ''
        return events<ReviewEvent>(`${apiPaths.review(scope)}${query}${refresh}`, {
          signal,
        })
      },
      refetchMode: 'replace',
      reducer: (before: ReviewSnapshot | null, event) =>
        event.kind === 'snapshot' ? event : before,
      initialValue: null,
    }),
    ...onlyWhenAsked,
  })
}

/** What a queue holds so far. */
export type QueueContents = Omit<Extract<QueueEvent, { kind: 'rows' }>, 'kind'>

const empty: QueueContents = { rows: [], scanned: 0, done: false, isCut: false, names: {} }

/** The images of one queue; grows while the scan runs. */
export function queueQuery(scope: string, list: ReviewList, params: ReviewListParams) {
  return queryOptions({
    queryKey: keys.reviewList(scope, list, params),
    queryFn: streamedQuery({
      streamFn: ({ signal }) =>
        events<QueueEvent>(
          `${apiPaths.reviewList(scope, list)}${serializeReviewListParams('', params)}`,
          {
            signal,
          },
        ),
      refetchMode: 'replace',
      reducer: (before: QueueContents, event) =>
        event.kind === 'rows'
          ? {
              ...event,
              rows: [...before.rows, ...event.rows],
              names: { ...before.names, ...event.names },
            }
          : before,
      initialValue: empty,
    }),
    ...onlyWhenAsked,
    // A queue is looked at to be emptied: what was done elsewhere must not linger.
    staleTime: 60_000,
  })
}

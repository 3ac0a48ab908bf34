import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { type ImageLimits, limitsAfter, usualLimits } from '@/lib/image-limits'
import { keys } from './keys'

/** How many tags, properties and members an image may have, as far as this tab has learned it. */
export function imageLimitsQuery() {
  return queryOptions({
    queryKey: keys.imageLimits(),
    queryFn: () => usualLimits,
    initialData: usualLimits,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** Keeps the limit that an error names, if it does. */
export function learnLimit(client: QueryClient, error: unknown): void {
  const queryKey = keys.imageLimits()
  const before = client.getQueryData<ImageLimits>(queryKey) ?? usualLimits
  const after = limitsAfter(error, before)
  if (after !== before) client.setQueryData(queryKey, after)
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { offersOf, offersQuery } from '@/lib/queries/members'
import type { MemberStatus } from '@/lib/schemas/member'

/**
 * All offers with one answer. The pages hold own shared images too, so every page is read before
 * anybody may say that there are no offers.
 */
export function useOffers(scope: string, projectId: string, status: MemberStatus) {
  const query = useInfiniteQuery(offersQuery(scope, status))
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  const offers = useMemo(() => offersOf(data?.pages ?? [], projectId), [data, projectId])
  const scanned = data?.pages.reduce((sum, { images }) => sum + images.length, 0) ?? 0
  return {
    offers,
    scanned,
    isPending: query.isPending || (offers.length === 0 && hasNextPage && !isError),
    isLookingOn: hasNextPage && !isError,
    error: query.error,
    retry: () => (hasNextPage ? fetchNextPage() : query.refetch()),
    isFetching,
  }
}

import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import { serializeImageListParams } from '@/lib/schemas/image-list'
import type { Member, MemberStatus } from '@/lib/schemas/member'
import { offerParams, offersPerPage, type PendingOffers } from '@/lib/schemas/offers'
import { fetchJson } from './fetch-json'
import type { ImagePage } from './images'
import { keys } from './keys'

/** The projects an image is shared with. */
export function membersQuery(scope: string, imageId: string) {
  return queryOptions({
    queryKey: keys.members(scope, imageId),
    queryFn: ({ signal }) =>
      fetchJson<{ members: Member[] }>(apiPaths.members(scope, imageId), { signal }),
  })
}

/**
 * How many offers wait for this project's answer (at most 100). Asked again each minute, or each ten
 * minutes in a project whose own shared images make the question dear.
 */
export function pendingOffersQuery(scope: string) {
  return queryOptions({
    queryKey: keys.pendingOffers(scope),
    queryFn: ({ signal }) => fetchJson<PendingOffers>(apiPaths.pendingOffers(scope), { signal }),
    refetchInterval: ({ state }) => ((state.data?.scanned ?? 0) > offersPerPage ? 600_000 : 60_000),
    staleTime: 30_000,
  })
}

export type OfferPage = ImagePage

/** Where a page of offers begins: among hidden images or the others, behind which one. */
export type OfferPlace = { hidden: boolean; marker: string | null }
export const firstOffers: OfferPlace = { hidden: false, marker: null }
export const firstHiddenOffers: OfferPlace = { hidden: true, marker: null }

/** The page after this one; hidden images come behind all others. */
export function placeAfter({ nextMarker }: OfferPage, { hidden }: OfferPlace): OfferPlace | null {
  if (nextMarker !== null) return { hidden, marker: nextMarker }
  return hidden ? null : firstHiddenOffers
}

/**
 * Shared images with one member status, page by page. Glance adds the project's own shared images,
 * whatever their members answered; `offersOf` leaves them out.
 */
export function offersQuery(scope: string, status: MemberStatus) {
  return infiniteQueryOptions({
    queryKey: keys.offers(scope, status),
    queryFn: ({ pageParam, signal }) => {
      const { hidden, marker: last } = pageParam
      const marker = last === null ? '' : `&marker=${encodeURIComponent(last)}`
      const query = serializeImageListParams('', offerParams(status, hidden))
      const url = `${apiPaths.images(scope)}${query}&limit=${offersPerPage}${marker}`
      return fetchJson<OfferPage>(url, { signal })
    },
    initialPageParam: firstOffers,
    getNextPageParam: (page: OfferPage, _pages, place) => placeAfter(page, place),
  })
}

/** What other projects offer among the rows of these pages. */
export function offersOf(pages: readonly OfferPage[], projectId: string): OfferPage['images'] {
  return pages.flatMap(({ images }) => images).filter(({ owner }) => owner !== projectId)
}

/** Offers an image to a project. */
export function addMemberMutation(scope: string, imageId: string, client: QueryClient) {
  return {
    mutationFn: (member: string) =>
      fetchJson<Member>(apiPaths.members(scope, imageId), {
        method: 'POST',
        body: { member },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members(scope, imageId) }),
  }
}

/** Takes a share back. */
export function removeMemberMutation(scope: string, imageId: string, client: QueryClient) {
  return {
    mutationFn: (memberId: string) =>
      fetchJson(apiPaths.member(scope, imageId, memberId), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members(scope, imageId) }),
  }
}

/** Answers an offer on behalf of the own project. */
export function answerOfferMutation(scope: string, projectId: string, client: QueryClient) {
  return {
    mutationKey: answering(scope),
    mutationFn: ({ imageId, status }: { imageId: string; status: MemberStatus }) =>
      fetchJson<Member>(apiPaths.member(scope, imageId, projectId), {
        method: 'PUT',
        body: { status },
      }),
    // Of many answers given at once only the last one under way asks Glance for the lists again.
    onSettled: () =>
      client.isMutating({ mutationKey: answering(scope) }) > 1
        ? undefined
        : Promise.all([
            client.invalidateQueries({ queryKey: keys.shared(scope) }),
            client.invalidateQueries({ queryKey: keys.images(scope) }),
          ]),
  }
}

const answering = (scope: string) => [...keys.shared(scope), 'answer']

import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '@/lib/paths'
import { imageRowSchema } from '@/lib/schemas/image'
import { loadImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'
import { type MemberStatus, memberListSchema, memberSchema } from '@/lib/schemas/member'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** The projects an image is shared with. */
export function membersQuery(scope: string, imageId: string) {
  return queryOptions({
    queryKey: keys.members(scope, imageId),
    queryFn: ({ signal }) =>
      fetchJson(apiPaths.members(scope, imageId), { schema: memberListSchema, signal }),
  })
}

/** How many offers wait for this project's answer (at most 100). Asked again each minute. */
export function pendingOffersQuery(scope: string) {
  return queryOptions({
    queryKey: keys.pendingOffers(scope),
    queryFn: ({ signal }) =>
      fetchJson(apiPaths.pendingOffers(scope), {
        schema: z.object({ pending: z.number() }),
        signal,
      }),
    refetchInterval: 60_000,
    staleTime: 30_000,
  })
}

const offerPageSchema = z.object({
  images: z.array(imageRowSchema),
  nextMarker: z.string().nullable(),
})
export type OfferPage = z.infer<typeof offerPageSchema>

/** The list parameters that bring images offered to the project of the scope. */
export function offerParams(status: MemberStatus) {
  return loadImageListParams(new URLSearchParams({ visibility: 'shared', member_status: status }))
}

/** Rows of one page of offers: Glance's largest, since own images have to be sorted out. */
export const offersPerPage = 1000

/**
 * Shared images with one member status, page by page. Glance adds the project's own shared images,
 * whatever their members answered; `offersOf` leaves them out.
 */
export function offersQuery(scope: string, status: MemberStatus) {
  return infiniteQueryOptions({
    queryKey: keys.offers(scope, status),
    queryFn: ({ pageParam, signal }) => {
      const marker = pageParam ? `&marker=${encodeURIComponent(pageParam)}` : ''
      const query = serializeImageListParams('', offerParams(status))
      const url = `${apiPaths.images(scope)}${query}&limit=${offersPerPage}${marker}`
      return fetchJson(url, { schema: offerPageSchema, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: OfferPage) => page.nextMarker,
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
      fetchJson(apiPaths.members(scope, imageId), {
        method: 'POST',
        body: { member },
        schema: memberSchema,
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
      fetchJson(apiPaths.member(scope, imageId, projectId), {
        method: 'PUT',
        body: { status },
        schema: memberSchema,
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

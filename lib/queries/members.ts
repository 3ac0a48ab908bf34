import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '@/lib/paths'
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
    mutationFn: ({ imageId, status }: { imageId: string; status: MemberStatus }) =>
      fetchJson(apiPaths.member(scope, imageId, projectId), {
        method: 'PUT',
        body: { status },
        schema: memberSchema,
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.pendingOffers(scope) }),
        client.invalidateQueries({ queryKey: keys.images(scope) }),
      ]),
  }
}

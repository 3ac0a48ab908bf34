import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { isAppError } from '@/lib/errors'
import { apiPaths } from '@/lib/paths'
import type { CreateImage, Image, ImageChange, ImageRow } from '@/lib/schemas/image'
import { type ImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'
import { isChanging } from '@/lib/schemas/image-states'
import type { ImageFormats, Store } from '@/lib/schemas/info'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** `nextMarker` is null on the last page. */
export type ImagePage = { images: ImageRow[]; nextMarker: string | null }

/** The list, page by page, with the filters Glance itself can answer. */
export function imageListQuery(scope: string, params: ImageListParams) {
  return infiniteQueryOptions({
    queryKey: keys.imageList(scope, params),
    queryFn: ({ pageParam, signal }) => {
      const query = serializeImageListParams('', params)
      const marker = pageParam ? `${query ? '&' : '?'}marker=${encodeURIComponent(pageParam)}` : ''
      return fetchJson<ImagePage>(`${apiPaths.images(scope)}${query}${marker}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: ImagePage) => page.nextMarker,
  })
}

/** One image; asked for again by itself while Glance works on it. */
export function imageQuery(scope: string, imageId: string) {
  return queryOptions({
    queryKey: keys.image(scope, imageId),
    queryFn: ({ signal }) => fetchJson<Image>(apiPaths.image(scope, imageId), { signal }),
    refetchInterval: ({ state }) =>
      state.data && isChanging(state.data) ? pollAfter(state.dataUpdateCount) : false,
  })
}

/** Milliseconds until the next look at a changing image: 2 s at first, slowing down to 15 s. */
export function pollAfter(looks: number): number {
  return Math.min(2000 * 1.3 ** Math.max(0, looks - 1), 15_000)
}

/** The disk and container formats this cloud takes. */
export function imageFormatsQuery(scope: string) {
  return queryOptions({
    queryKey: keys.formats(scope),
    queryFn: ({ signal }) => fetchJson<ImageFormats>(apiPaths.imageSchema(scope), { signal }),
    staleTime: 3600_000,
  })
}

/** The stores of this cloud; empty when it has a single one. */
export function storesQuery(scope: string) {
  return queryOptions({
    queryKey: keys.stores(scope),
    queryFn: ({ signal }) => fetchJson<{ stores: Store[] }>(apiPaths.stores(scope), { signal }),
    staleTime: 3600_000,
  })
}

const remember = (client: QueryClient, scope: string, image: Image) => {
  client.setQueryData(keys.image(scope, image.id), image)
  return client.invalidateQueries({ queryKey: [...keys.images(scope), 'list'] })
}

/** Creates a queued record. */
export function createImageMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (image: CreateImage) =>
      fetchJson<Image>(apiPaths.images(scope), { method: 'POST', body: image }),
    onSuccess: (image: Image) => remember(client, scope, image),
  }
}

type ImagePatch = { imageId: string; changes: ImageChange[] }

/**
 * Sends changed fields only. A `conflict` means that somebody else changed one of them: the image
 * is then read again, so that the screen can show what it holds now.
 */
export function patchImageMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: ({ imageId, changes }: ImagePatch) =>
      fetchJson<Image>(apiPaths.image(scope, imageId), {
        method: 'PATCH',
        body: { changes },
      }),
    onSuccess: (image: Image) => remember(client, scope, image),
    onError: (error: Error, { imageId }: ImagePatch) =>
      isAppError(error, 'conflict')
        ? client.invalidateQueries({ queryKey: keys.image(scope, imageId) })
        : undefined,
  }
}

/** Deactivates or reactivates. */
export function imageActionMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: ({ imageId, action }: { imageId: string; action: 'deactivate' | 'reactivate' }) =>
      fetchJson<Image>(apiPaths.imageAction(scope, imageId, action), {
        method: 'POST',
      }),
    onSuccess: (image: Image) => remember(client, scope, image),
  }
}

/** Deletes one image. */
export function deleteImageMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (imageId: string) =>
      fetchJson(apiPaths.image(scope, imageId), { method: 'DELETE' }),
    onSuccess: (_: undefined, imageId: string) => {
      // A page that still shows the image would ask for it again and find nothing.
      client.removeQueries({ queryKey: keys.image(scope, imageId), type: 'inactive' })
      return client.invalidateQueries({ queryKey: [...keys.images(scope), 'list'] })
    },
  }
}

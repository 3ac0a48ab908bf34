import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import { loadImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'
import { fetchJson } from './fetch-json'
import { changeRows } from './image-rows'
import { type ImagePage, pollAfter } from './images'
import { keys } from './keys'

// As many ids as fit into an address that every proxy takes.
const mostAtOnce = 100

/**
 * Asks again for the rows that Glance is working on, and only for those: quickly at first, then
 * with back-off, and not at all in a hidden tab. What comes back is written into the lists.
 */
export function changingImagesQuery(scope: string, ids: readonly string[], client: QueryClient) {
  const asked = ids.slice(0, mostAtOnce)
  return queryOptions({
    queryKey: keys.changingImages(scope, asked),
    queryFn: async ({ signal }) => {
      const query = serializeImageListParams('', {
        ...loadImageListParams(''),
        id: [...asked],
        visibility: 'all',
      })
      const { images } = await fetchJson<ImagePage>(
        `${apiPaths.images(scope)}${query}&limit=${mostAtOnce}`,
        {
          signal,
        },
      )
      const byId = new Map(images.map((row) => [row.id, row]))
      // A row that is asked for and does not come back is gone.
      changeRows(client, scope, new Map(asked.map((id) => [id, () => byId.get(id) ?? null])))
      return images.length
    },
    enabled: asked.length > 0,
    refetchInterval: ({ state }) => pollAfter(state.dataUpdateCount),
    staleTime: 0,
  })
}

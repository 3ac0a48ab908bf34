import { type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '@/lib/paths'
import { type ImageRow, imageRowSchema } from '@/lib/schemas/image'
import { loadImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'
import { fetchJson } from './fetch-json'
import type { Scan } from './image-scan'
import { type ImagePage, pollAfter } from './images'
import { keys } from './keys'

// As many ids as fit into an address that every proxy takes.
const mostAtOnce = 100

const pageSchema = z.object({ images: z.array(imageRowSchema), nextMarker: z.string().nullable() })

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
      const { images } = await fetchJson(`${apiPaths.images(scope)}${query}&limit=${mostAtOnce}`, {
        schema: pageSchema,
        signal,
      })
      writeRows(client, scope, asked, images)
      return images.length
    },
    enabled: asked.length > 0,
    refetchInterval: ({ state }) => pollAfter(state.dataUpdateCount),
    staleTime: 0,
  })
}

function writeRows(
  client: QueryClient,
  scope: string,
  asked: readonly string[],
  fresh: ImageRow[],
): void {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  const gone = new Set(asked.filter((id) => !byId.has(id)))
  const update = (rows: ImageRow[]) =>
    rows.filter(({ id }) => !gone.has(id)).map((row) => byId.get(row.id) ?? row)
  client.setQueriesData<InfiniteData<ImagePage>>(
    { queryKey: [...keys.images(scope), 'list'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, images: update(page.images) })),
      },
  )
  client.setQueriesData<Scan>(
    { queryKey: [...keys.images(scope), 'scan'] },
    (scan) => scan && { ...scan, images: update(scan.images) },
  )
}

import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { ImageRow } from '@/lib/schemas/image'
import type { Scan } from './image-scan'
import type { ImagePage } from './images'
import { keys } from './keys'

/** A row as it is after a write; null when the image is gone. */
export type RowChange = (row: ImageRow) => ImageRow | null

/**
 * Writes what is known of single images into every list that shows them, without asking Glance.
 *
 * @param changes By image id. Rows without a change stay the same objects.
 */
export function changeRows(
  client: QueryClient,
  scope: string,
  changes: ReadonlyMap<string, RowChange>,
): void {
  const update = (rows: ImageRow[]) =>
    rows.some(({ id }) => changes.has(id))
      ? rows.flatMap((row) => changes.get(row.id)?.(row) ?? (changes.has(row.id) ? [] : [row]))
      : rows
  client.setQueriesData<InfiniteData<ImagePage>>(
    { queryKey: [...keys.images(scope), 'list'] },
    (data) =>
      data && {
        ...data,
        pages: withMarker(
          data.pages.map((page) => ({ ...page, images: update(page.images) })),
          (id) => data.pages.some(({ images }) => images.some((row) => row.id === id)),
        ),
      },
  )
  client.setQueriesData<Scan>(
    { queryKey: [...keys.images(scope), 'scan'] },
    (scan) => scan && { ...scan, images: update(scan.images) },
  )
}

// Glance cannot go on from an image that is gone. The last row that is left stands for it; when none
// is left, only a new start can tell what comes next.
function withMarker(pages: ImagePage[], wasListed: (id: string) => boolean): ImagePage[] {
  const last = pages.at(-1)
  if (!last?.nextMarker) return pages
  const rows = pages.flatMap(({ images }) => images)
  if (!wasListed(last.nextMarker) || rows.some(({ id }) => id === last.nextMarker)) return pages
  return [...pages.slice(0, -1), { ...last, nextMarker: rows.at(-1)?.id ?? null }]
}

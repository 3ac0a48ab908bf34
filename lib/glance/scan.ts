import 'server-only'
import type { Cloud } from '@/lib/openstack/cloud'
import type { upstreamQuery } from '@/lib/schemas/image-query'
import type { ScanEvent } from '@/lib/schemas/scan'
import { listImages } from './images'

// A short first page brings the first hits at once; Glance's largest page brings the rest cheaply.
const firstPage = 50
const laterPages = 1000

/**
 * Looks through the whole catalogue for names that hold `part`, in any case: Glance itself finds
 * whole names only. An empty `part` finds everything, images without a name included. The next page
 * is under way while the last one is handed on, and no more than two pages are ever held.
 *
 * @param query Glance's query for everything else that was asked for.
 * @yields Hits as they are found, then how many images were looked at, then whether that was all.
 */
export async function* scanImages(
  cloud: Cloud,
  query: ReturnType<typeof upstreamQuery>,
  part: string,
): AsyncGenerator<ScanEvent> {
  const wanted = part.toLocaleLowerCase()
  let scanned = 0
  let page = listImages(cloud, query, { limit: firstPage })
  for (;;) {
    const { images, nextMarker } = await page
    if (nextMarker) {
      page = listImages(cloud, query, { limit: laterPages, marker: nextMarker })
      // Awaited in the next round; a failure before that must not count as unhandled.
      page.catch(() => undefined)
    }
    const hits = images.filter(
      ({ id, name }) =>
        wanted === '' || name?.toLocaleLowerCase().includes(wanted) || id === wanted,
    )
    scanned += images.length
    yield { kind: 'page', images: hits, scanned, done: !nextMarker }
    if (!nextMarker) return
  }
}

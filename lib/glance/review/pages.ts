import 'server-only'
import { z } from 'zod'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestJson } from '@/lib/openstack/request'
import { type ReviewRow, reviewRowSchema } from '@/lib/schemas/review'

const pageSchema = z.object({ images: z.array(reviewRowSchema), next: z.string().optional() })

// A short first page brings the first figures at once; Glance's largest page brings the rest cheaply.
const firstPage = 100
const laterPages = 1000

/**
 * All images of all projects, a page at a time, newest first: everything visible, then everything
 * hidden. Glance's usual list leaves out community images of other projects and whatever is hidden,
 * also for administrators; `visibility=all` in two passes brings them all.
 *
 * The next page is under way while the last one is looked at; no more than two are ever held.
 */
export async function* allImages(
  cloud: Cloud,
  query: ReadonlyArray<readonly [string, string]> = [['visibility', 'all']],
): AsyncGenerator<{ rows: ReviewRow[]; isHidden: boolean; isLast: boolean }> {
  for (const isHidden of [false, true]) {
    const pass = [...query, ['os_hidden', String(isHidden)] as const]
    let page = readPage(cloud, pass, firstPage)
    for (;;) {
      const { images, next } = await page
      const marker = next ? images.at(-1)?.id : undefined
      if (marker) {
        page = readPage(cloud, pass, laterPages, marker)
        // Awaited in the next round; a failure before that must not count as unhandled.
        page.catch(() => undefined)
      }
      yield { rows: images, isHidden, isLast: isHidden && !marker }
      if (!marker) break
    }
  }
}

async function readPage(
  cloud: Cloud,
  query: ReadonlyArray<readonly [string, string]>,
  limit: number,
  marker?: string,
) {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: `${cloud.imageUrl}/v2/images`,
    query: [
      ...query,
      ['sort', 'created_at:desc'],
      ['limit', String(limit)],
      ...(marker ? [['marker', marker] as const] : []),
    ],
    schema: pageSchema,
  })
  return data
}

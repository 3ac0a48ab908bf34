import { z } from 'zod'
import { appError } from '@/lib/errors'
import { scanImages } from '@/lib/glance/scan'
import { route } from '@/lib/http/route'
import { textStream } from '@/lib/http/text-stream'
import {
  exportFormats,
  exportTypes,
  type ImageListWriter,
  imageListWriter,
} from '@/lib/image-export'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'
import type { ScanEvent } from '@/lib/schemas/scan'

const formatSchema = z.enum(exportFormats)

/** Streams the images that the list's parameters ask for as one file. */
export const GET = route({}, async ({ cloud, query }) => {
  const format = formatSchema.safeParse(query.get('format') ?? 'csv')
  if (!format.success) throw appError('invalid', { detail: 'format: csv, json or yaml' })
  const columns = query.get('columns')?.split(',').filter(Boolean)
  const writer = imageListWriter(format.data, columns, query.get('bom') === '1')
  const params = loadImageListParams(query)
  const found = scanImages(cloud, upstreamQuery(params), params.q ?? '')
  return textStream(pieces(writer, found), {
    'content-type': exportTypes[format.data],
    'content-disposition': `attachment; filename="images.${format.data}"`,
  })
})

async function* pieces(writer: ImageListWriter, found: AsyncGenerator<ScanEvent>) {
  let head = writer.head
  for await (const event of found) {
    if (event.kind !== 'page') continue
    yield head + writer.rows(event.images)
    head = ''
  }
  yield head + writer.tail
}

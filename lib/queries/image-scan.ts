import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import { AppError, appError } from '@/lib/errors'
import { apiPaths } from '@/lib/paths'
import type { ImageRow } from '@/lib/schemas/image'
import { type ImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'
import { type ScanEvent, scanEventSchema } from '@/lib/schemas/scan'
import { call } from './fetch-json'
import { keys } from './keys'

/** What a scan over the whole catalogue has found so far. */
export type Scan = { images: ImageRow[]; scanned: number; done: boolean }

const nothingYet: Scan = { images: [], scanned: 0, done: false }

/** Images whose name holds `params.q`, found over the whole catalogue; grows while the scan runs. */
export function imageScanQuery(scope: string, params: ImageListParams) {
  return queryOptions({
    queryKey: keys.imageScan(scope, params),
    queryFn: streamedQuery({
      streamFn: ({ signal }) =>
        scanEvents(`${apiPaths.imageScan(scope)}${serializeImageListParams('', params)}`, signal),
      refetchMode: 'replace',
      reducer: addPage,
      initialValue: nothingYet,
    }),
    staleTime: 60_000,
    // A scan costs Glance a walk over all pages; it is not repeated for a glance at another window.
    refetchOnWindowFocus: false,
    retry: false,
  })
}

function addPage(scan: Scan, event: ScanEvent): Scan {
  if (event.kind === 'problem') return scan
  return { images: [...scan.images, ...event.images], scanned: event.scanned, done: event.done }
}

async function* scanEvents(url: string, signal: AbortSignal): AsyncGenerator<ScanEvent> {
  const response = await call(url, { signal })
  for await (const line of lines(response)) {
    const event = scanEventSchema.safeParse(JSON.parse(line))
    if (!event.success) throw appError('upstream_odd', { cause: event.error })
    if (event.data.kind === 'problem') {
      const { code, status, detail, requestId } = event.data.problem
      throw new AppError({
        code,
        status,
        ...(detail ? { detail } : {}),
        ...(requestId ? { requestId } : {}),
      })
    }
    yield event.data
  }
}

/** The lines of an answer as they come; a last one without a line end counts too. */
export async function* lines(response: Response): AsyncGenerator<string> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    const parts = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (parts.pop() ?? '')
    for (const part of parts) if (part !== '') yield part
    if (done) return
  }
}

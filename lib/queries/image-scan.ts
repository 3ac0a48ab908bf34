import {
  type QueryClient,
  queryOptions,
  experimental_streamedQuery as streamedQuery,
} from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type { ImageRow } from '@/lib/schemas/image'
import {
  type ImageListParams,
  loadImageListParams,
  serializeImageListParams,
} from '@/lib/schemas/image-list'
import type { ScanEvent } from '@/lib/schemas/scan'
import { events } from './events'
import { keys } from './keys'

/** What a scan over the whole catalogue has found so far. */
export type Scan = { images: ImageRow[]; scanned: number; done: boolean }

type ScanPage = Extract<ScanEvent, { kind: 'page' }>

const nothingYet: Scan = { images: [], scanned: 0, done: false }

/** Images whose name holds `params.q`, found over the whole catalogue; grows while the scan runs. */
export function imageScanQuery(scope: string, params: ImageListParams) {
  return queryOptions({
    queryKey: keys.imageScan(scope, params),
    queryFn: streamedQuery(scanOf(scope, params)),
    staleTime: 60_000,
    // A scan costs Glance a walk over all pages; it is not repeated for a glance at another window.
    refetchOnWindowFocus: false,
    retry: false,
  })
}

/** The same for a first few hits: kept apart from the list's, since it may be stopped early. */
export function imageFindQuery(scope: string, text: string) {
  return queryOptions({
    queryKey: keys.imageFind(scope, text),
    queryFn: streamedQuery(scanOf(scope, loadImageListParams({ q: text }))),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  })
}

/** Ends a search that has found enough; its hits stay. */
export function stopImageFind(client: QueryClient, scope: string, text: string): void {
  const queryKey = keys.imageFind(scope, text)
  void client.cancelQueries({ queryKey, exact: true }, { revert: false, silent: true })
}

function scanOf(scope: string, params: ImageListParams) {
  return {
    streamFn: ({ signal }: { signal: AbortSignal }) => scanPages(scope, params, signal),
    refetchMode: 'replace' as const,
    reducer: addPage,
    initialValue: nothingYet,
  }
}

function addPage(scan: Scan, event: ScanPage): Scan {
  return { images: [...scan.images, ...event.images], scanned: event.scanned, done: event.done }
}

/**
 * Every image that list parameters ask for, with or without `q`, page by page as the server comes
 * upon them.
 *
 * @throws AppError at the start, or in the middle when the scan broke.
 */
export async function* scanPages(
  scope: string,
  params: ImageListParams,
  signal: AbortSignal,
): AsyncGenerator<ScanPage> {
  const url = `${apiPaths.imageScan(scope)}${serializeImageListParams('', params)}`
  for await (const event of events<ScanEvent>(url, { signal }))
    if (event.kind === 'page') yield event
}

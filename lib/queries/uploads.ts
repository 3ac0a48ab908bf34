import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type { EndUpload, UploadList, UploadStatus, UploadUpdate } from '@/lib/schemas/upload'
import { isSettled, TUS_VERSION } from '@/lib/upload/protocol'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** The caller's own uploads in this project, as the dashboard keeps them. */
export function fetchUploads(scope: string, signal?: AbortSignal): Promise<UploadList> {
  return fetchJson<UploadList>(apiPaths.uploads(scope), { signal })
}

/** One upload. `not_found` or `gone` when it was ended or swept. */
export function fetchUpload(scope: string, uploadId: string): Promise<UploadStatus> {
  return fetchJson<UploadStatus>(apiPaths.upload(scope, uploadId))
}

/** Hands in the browser's own digest, or asks for another try after a failure. */
export function updateUpload(
  scope: string,
  uploadId: string,
  update: UploadUpdate,
): Promise<UploadStatus> {
  return fetchJson<UploadStatus>(apiPaths.upload(scope, uploadId), {
    method: 'PUT',
    body: update,
  })
}

/** Ends an upload; what becomes of the image record is the caller's choice. */
export function endUpload(
  scope: string,
  uploadId: string,
  image: EndUpload['image'],
): Promise<undefined> {
  return fetchJson(`${apiPaths.upload(scope, uploadId)}?image=${image}`, {
    method: 'DELETE',
    headers: { 'Tus-Resumable': TUS_VERSION },
  })
}

/** The list of uploads; asked for again by itself while the dashboard works on one of them. */
export function uploadsQuery(scope: string) {
  return queryOptions({
    queryKey: keys.uploads(scope),
    queryFn: ({ signal }) => fetchUploads(scope, signal),
    staleTime: 5_000,
    refetchInterval: ({ state }) =>
      state.data?.uploads.some((upload) => !isSettled(upload.state)) ? 4_000 : false,
  })
}

/** Gives up an unfinished upload of an earlier visit. */
export function endUploadMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: ({ uploadId, image }: { uploadId: string; image: EndUpload['image'] }) =>
      endUpload(scope, uploadId, image),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.uploads(scope) }),
        client.invalidateQueries({ queryKey: keys.images(scope) }),
      ]),
  }
}

/** Asks the dashboard to try again what it gave up. */
export function retryUploadMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: (uploadId: string) => updateUpload(scope, uploadId, { retry: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.uploads(scope) }),
  }
}

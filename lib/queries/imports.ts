import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type { CreateImage, Image } from '@/lib/schemas/image'
import type { ImageTasks, ImportImage, ImportMethods } from '@/lib/schemas/import'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** The import methods this cloud has switched on. */
export function importMethodsQuery(scope: string) {
  return queryOptions({
    queryKey: keys.importMethods(scope),
    queryFn: ({ signal }) => fetchJson<ImportMethods>(apiPaths.importMethods(scope), { signal }),
    staleTime: 3600_000,
  })
}

const lively = 2_000

/**
 * The tasks that worked on an image, newest first. While one is under way its message tells how far
 * it is, so it is asked for again by itself.
 */
export function imageTasksQuery(scope: string, imageId: string) {
  return queryOptions({
    queryKey: keys.imageTasks(scope, imageId),
    queryFn: ({ signal }) => fetchJson<ImageTasks>(apiPaths.tasks(scope, imageId), { signal }),
    refetchInterval: ({ state }) =>
      state.data?.tasks.some(({ status }) => status === 'pending' || status === 'processing')
        ? lively
        : false,
  })
}

const settle = (client: QueryClient, scope: string, image: Image) => {
  client.setQueryData(keys.image(scope, image.id), image)
  return Promise.all([
    client.invalidateQueries({ queryKey: keys.imageTasks(scope, image.id) }),
    client.invalidateQueries({ queryKey: [...keys.images(scope), 'list'] }),
  ])
}

/** Starts an import or a copy; answers the image as it is once Glance took the work over. */
export function importImageMutation(scope: string, client: QueryClient) {
  return {
    mutationFn: ({ imageId, request }: { imageId: string; request: ImportImage }) =>
      fetchJson<Image>(apiPaths.imageAction(scope, imageId, 'import'), {
        method: 'POST',
        body: request,
      }),
    onSuccess: (image: Image) => settle(client, scope, image),
  }
}

/** Deletes an image's data from one store. */
export function deleteFromStoreMutation(scope: string, imageId: string, client: QueryClient) {
  return {
    mutationFn: (storeId: string) =>
      fetchJson<Image>(apiPaths.imageStore(scope, imageId, storeId), {
        method: 'DELETE',
      }),
    onSuccess: (image: Image) => settle(client, scope, image),
  }
}

export type NewImport = { record: CreateImage; request: ImportImage }

/**
 * Creates a record and starts its import. When Glance refuses the import, the record that was made
 * for it goes again, so that a second try does not leave an empty one behind.
 */
export function createByImportMutation(scope: string, client: QueryClient) {
  const start = importImageMutation(scope, client)
  return {
    mutationFn: async ({ record, request }: NewImport) => {
      const { id } = await fetchJson<Image>(apiPaths.images(scope), {
        method: 'POST',
        body: record,
      })
      try {
        return await start.mutationFn({ imageId: id, request })
      } catch (error) {
        await fetchJson(apiPaths.image(scope, id), { method: 'DELETE' }).catch(() => undefined)
        throw error
      }
    },
    onSuccess: start.onSuccess,
  }
}

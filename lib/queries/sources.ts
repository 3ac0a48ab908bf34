import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import type {
  ImageServers,
  MadeImage,
  Server,
  ServerImage,
  Volume,
  VolumeImage,
} from '@/lib/schemas/source'
import { fetchJson } from './fetch-json'
import { keys } from './keys'

/** The project's volumes, on clouds with Cinder. */
export function volumesQuery(scope: string) {
  return queryOptions({
    queryKey: keys.volumes(scope),
    queryFn: ({ signal }) => fetchJson<{ volumes: Volume[] }>(apiPaths.volumes(scope), { signal }),
  })
}

/** The project's servers, on clouds with Nova. */
export function serversQuery(scope: string) {
  return queryOptions({
    queryKey: keys.servers(scope),
    queryFn: ({ signal }) => fetchJson<{ servers: Server[] }>(apiPaths.servers(scope), { signal }),
  })
}

/** The servers that were started from an image; `null` on clouds without Nova. */
export function imageServersQuery(scope: string, imageId: string) {
  return queryOptions({
    queryKey: keys.imageServers(scope, imageId),
    queryFn: ({ signal }) =>
      fetchJson<ImageServers>(apiPaths.imageServers(scope, imageId), { signal }),
    staleTime: 60_000,
  })
}

/** Has Cinder write a volume into a new image. */
export function volumeImageMutation(scope: string) {
  return {
    mutationFn: ({ volumeId, image }: { volumeId: string; image: VolumeImage }) =>
      fetchJson<MadeImage>(apiPaths.volumeImage(scope, volumeId), {
        method: 'POST',
        body: image,
      }),
  }
}

/** Has Nova make an image of a server. */
export function serverImageMutation(scope: string) {
  return {
    mutationFn: ({ serverId, image }: { serverId: string; image: ServerImage }) =>
      fetchJson<MadeImage>(apiPaths.serverImage(scope, serverId), {
        method: 'POST',
        body: image,
      }),
  }
}

import 'server-only'
import { appError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestJson, requestStream } from '@/lib/openstack/request'
import { type Server, type ServerImage, serversSchema } from '@/lib/schemas/source'

const most = 1000

/**
 * The project's servers, newest first, at most 1,000.
 * Source: https://docs.openstack.org/api-ref/compute/#list-servers-detailed
 */
export async function listServers(cloud: Cloud): Promise<Server[]> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: `${urlOf(cloud)}/servers/detail`,
    query: [['limit', String(most)]],
    schema: serversSchema,
  })
  return data.servers
}

/**
 * Servers that were started from an image, at most 1,000; an administrator sees those of all
 * projects. Nothing where the catalogue has no compute service. A server that started from a volume
 * made of the image is not among them: Nova keeps no image for it.
 * Source: https://docs.openstack.org/api-ref/compute/#list-servers-detailed
 */
export async function listServersOf(cloud: Cloud, imageId: string): Promise<Server[] | null> {
  if (!cloud.computeUrl) return null
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: `${cloud.computeUrl}/servers/detail`,
    query: [
      ['image', imageId],
      ['limit', String(most)],
      ...(cloud.roles.includes('admin') ? [['all_tenants', '1'] as const] : []),
    ],
    schema: serversSchema,
  })
  return data.servers
}

/**
 * Has Nova make an image of a server's disk and answers the image's id; the data follows. For a
 * server that starts from a volume the image holds no data, only a snapshot's reference.
 *
 * Without a microversion every Nova names the image in `Location`; from 2.45 on it would be the body.
 * Errors: `conflict` (the server's state does not allow it), `not_found`, `over_quota`.
 * Source: https://docs.openstack.org/api-ref/compute/#create-image-createimage-action
 */
export async function createServerImage(
  cloud: Cloud,
  serverId: string,
  { name }: ServerImage,
): Promise<{ image_id: string }> {
  const answer = await requestStream({
    ...callOf(cloud),
    method: 'POST',
    url: `${urlOf(cloud)}/servers/${encodeURIComponent(serverId)}/action`,
    body: { createImage: { name } },
  })
  await answer.body.dump()
  const location = String(answer.headers.location ?? '')
  const imageId = /\/images\/([^/?#]+)\/?$/.exec(location)?.[1]
  if (!imageId) throw appError('upstream_odd', { detail: 'Nova did not name the new image.' })
  return { image_id: imageId }
}

function urlOf({ computeUrl }: Cloud): string {
  if (!computeUrl)
    throw appError('not_found', { detail: 'The service catalogue has no compute service here.' })
  return computeUrl
}

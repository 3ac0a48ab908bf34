import 'server-only'
import { isAppError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty, requestJson } from '@/lib/openstack/request'
import {
  type ImageTask,
  type ImportImage,
  imageTasksSchema,
  importInfoSchema,
} from '@/lib/schemas/import'

const imageUrl = (cloud: Cloud, imageId: string) =>
  `${cloud.imageUrl}/v2/images/${encodeURIComponent(imageId)}`

/**
 * The ways to import that this cloud has switched on, as Glance names them; none when it knows no
 * imports at all. Source: https://docs.openstack.org/api-ref/image/v2/#import-methods-and-values-discovery
 */
export async function listImportMethods(cloud: Cloud): Promise<string[]> {
  try {
    const { data } = await requestJson({
      ...callOf(cloud),
      method: 'GET',
      url: `${cloud.imageUrl}/v2/info/import`,
      schema: importInfoSchema,
    })
    return data['import-methods'].value
  } catch (error) {
    if (isAppError(error, 'not_found')) return []
    throw error
  }
}

/**
 * Starts an import and returns once Glance took it over; how it goes is told by the image's tasks.
 *
 * Errors: `conflict` (wrong status, unknown store, another import at work), `invalid` (method not
 * offered, address refused, already in that store), `forbidden` (copies are an administrator's by
 * default), `too_large` (quota).
 */
export async function importImage(
  cloud: Cloud,
  imageId: string,
  request: ImportImage,
): Promise<void> {
  await requestEmpty({
    ...callOf(cloud),
    method: 'POST',
    url: `${imageUrl(cloud, imageId)}/import`,
    body: request,
  })
}

/**
 * The tasks that worked on an image, newest first. Glance forgets them after 48 hours, and clouds
 * older than Victoria have no such list: both are an empty one.
 */
export async function listImageTasks(cloud: Cloud, imageId: string): Promise<ImageTask[]> {
  try {
    const { data } = await requestJson({
      ...callOf(cloud),
      method: 'GET',
      url: `${imageUrl(cloud, imageId)}/tasks`,
      schema: imageTasksSchema,
    })
    return data.tasks.sort((a, b) => b.created_at.localeCompare(a.created_at))
  } catch (error) {
    if (isAppError(error, 'not_found')) return []
    throw error
  }
}

/**
 * Deletes the data of an image from one store.
 * Errors: `forbidden` (its last store, or only for administrators), `conflict` (unknown store, or
 * in use), `not_found` (not in that store).
 */
export async function deleteFromStore(
  cloud: Cloud,
  imageId: string,
  storeId: string,
): Promise<void> {
  await requestEmpty({
    ...callOf(cloud),
    method: 'DELETE',
    url: `${cloud.imageUrl}/v2/stores/${encodeURIComponent(storeId)}/${encodeURIComponent(imageId)}`,
  })
}

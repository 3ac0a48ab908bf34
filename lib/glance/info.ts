import 'server-only'
import { isAppError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestJson } from '@/lib/openstack/request'
import {
  type ImageFormats,
  imageFormatsOf,
  imageJsonSchema,
  type Store,
  storesSchema,
} from '@/lib/schemas/info'

/**
 * The stores an image's data may lie in; an empty list when the cloud has a single one.
 * Source: https://docs.openstack.org/api-ref/image/v2/#list-stores (404 when multi-store is off)
 */
export async function listStores(cloud: Cloud): Promise<Store[]> {
  try {
    const url = `${cloud.imageUrl}/v2/info/stores`
    const { data } = await requestJson({
      ...callOf(cloud),
      method: 'GET',
      url,
      schema: storesSchema,
    })
    return data.stores
  } catch (error) {
    if (isAppError(error, 'not_found')) return []
    throw error
  }
}

/** The formats this cloud takes, read from its own schema instead of a list of ours. */
export async function getImageFormats(cloud: Cloud): Promise<ImageFormats> {
  const url = `${cloud.imageUrl}/v2/schemas/image`
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url,
    schema: imageJsonSchema,
  })
  return imageFormatsOf(data)
}

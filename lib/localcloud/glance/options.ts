import type { CloudSettings } from '@/lib/localcloud/cloud'
import type { ImageLimits, ImageOptions, Store } from './service'

/** The limits of the real service as it is shipped. Source: glance/common/config.py at 25.1.0. */
export const usualLimits: ImageLimits = {
  imageSizeCap: 1024 ** 4,
  tags: 128,
  properties: 128,
  members: 128,
  locations: 10,
  listDefault: 25,
  listMax: 1000,
}

const fileStores: Store[] = [
  { id: 'fast', type: 'file', description: 'Fast disks', isDefault: true },
  { id: 'cold', type: 'file', description: 'Slow and cheap', isDefault: false },
]
const webStore: Store = { id: 'web', type: 'http', isDefault: false }

/** Ids of the stores whose data lies on disk. */
export const fileStoreIds = fileStores.map(({ id }) => id)

type ImageSettings = Pick<CloudSettings, 'policy' | 'locations' | 'webDownloadAllow'> &
  Partial<Pick<CloudSettings, 'sizeCap' | 'quotas' | 'propertyRules' | 'cache'>>

/**
 * Turns the settings of a cloud into the options of its image service.
 * @param more what only tests and special set-ups change
 */
export function imageOptions(
  settings: ImageSettings,
  more: Partial<ImageOptions> = {},
): ImageOptions {
  return {
    stores: settings.locations ? [...fileStores, webStore] : fileStores,
    policy: settings.policy,
    locations: settings.locations,
    imageCache: settings.cache ?? true,
    webDownloadAllow: settings.webDownloadAllow,
    limits: { ...usualLimits, imageSizeCap: settings.sizeCap ?? usualLimits.imageSizeCap },
    quotas: settings.quotas ?? {},
    propertyRules: settings.propertyRules ?? [],
    ...more,
  }
}

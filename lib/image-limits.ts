import { isAppError } from './errors'

/**
 * How many tags, properties and members an image may have. Glance tells nobody before it refuses;
 * its sentence then names the number.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/common/config.py
 * (`image_tag_quota`, `image_property_quota`, `image_member_quota`)
 */
export const limitedThings = ['tags', 'properties', 'members'] as const
export type LimitedThing = (typeof limitedThings)[number]

/** What is known of a limit: Glance's usual number, or the one that a cloud has named. */
export type ImageLimit = { most: number; isNamed: boolean }
export type ImageLimits = Record<LimitedThing, ImageLimit>

/** What holds until a cloud says otherwise. */
export const usualLimits: ImageLimits = {
  tags: { most: 128, isNamed: false },
  properties: { most: 128, isNamed: false },
  members: { most: 128, isNamed: false },
}

/**
 * The limits after an error: when it is Glance's refusal over one of them, the number it names.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/common/exception.py
 * (`ImageTagLimitExceeded` and its siblings)
 */
export function limitsAfter(error: unknown, limits: ImageLimits): ImageLimits {
  if (!isAppError(error, 'too_large')) return limits
  const found = /allowed image (tags|properties|members)\b.*Maximum: (\d+)/s.exec(
    error.detail ?? '',
  )
  const what = limitedThings.find((thing) => thing === found?.[1])
  return what ? { ...limits, [what]: { most: Number(found?.[2]), isNamed: true } } : limits
}

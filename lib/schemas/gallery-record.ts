import type { GalleryImage } from './gallery'
import type { CreateImage } from './image'
import { type Digest, formatDigest, sourceKeys } from './source-check'

/**
 * Glance's record of an image of the gallery, with where it came from. A digest goes along when
 * Glance makes one of its kind, so that the two can be compared once the data is there.
 *
 * @param given A digest of the publisher's list that the person pasted; the file's own wins.
 */
export function galleryRecord(image: GalleryImage, given?: Digest): CreateImage {
  const own = image.checksum
  const digest =
    own && (own.algorithm === 'md5' || own.algorithm === 'sha512')
      ? { algorithm: own.algorithm, value: own.value }
      : given
  return {
    ...image.properties,
    [sourceKeys.url]: image.url,
    ...(digest ? { [sourceKeys.checksum]: formatDigest(digest) } : {}),
    name: image.name,
    disk_format: image.disk_format,
    container_format: image.container_format,
    ...(image.min_disk ? { min_disk: image.min_disk } : {}),
    ...(image.min_ram ? { min_ram: image.min_ram } : {}),
  }
}

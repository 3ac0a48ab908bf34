import {
  type ImageParams,
  openImagePage,
} from '@/app/(console)/p/[scope]/images/(image)/[imageId]/open-image'
import { ImageProperties } from '@/components/properties/image-properties'
import { paths } from '@/lib/paths'

export default async function PropertiesPage(props: ImageParams) {
  const { scope, imageId, actor } = await openImagePage(props, paths.imageProperties)
  return <ImageProperties scope={scope} imageId={imageId} actor={actor} />
}

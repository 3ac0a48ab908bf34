import {
  type ImageParams,
  openImagePage,
} from '@/app/(console)/p/[scope]/images/(image)/[imageId]/open-image'
import { ImageJson } from '@/components/images/image-json'
import { paths } from '@/lib/paths'

export default async function JsonPage(props: ImageParams) {
  const { scope, imageId } = await openImagePage(props, paths.imageJson)
  return <ImageJson scope={scope} imageId={imageId} />
}

import { ImageOverview } from '@/components/images/image-overview'
import { paths } from '@/lib/paths'
import { ImageData } from './image-data'
import { type ImageParams, openImagePage } from './open-image'

export default async function OverviewPage(props: ImageParams) {
  const { scope, imageId, actor } = await openImagePage(props, paths.image)
  return (
    <>
      <ImageData scope={scope} imageId={imageId} actor={actor} />
      <ImageOverview scope={scope} imageId={imageId} />
    </>
  )
}

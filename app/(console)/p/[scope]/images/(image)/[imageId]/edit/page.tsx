import {
  type ImageParams,
  openImagePage,
} from '@/app/(console)/p/[scope]/images/(image)/[imageId]/open-image'
import { EditPanel } from '@/components/images/edit-panel'
import { ImageOverview } from '@/components/images/image-overview'
import { paths } from '@/lib/paths'

export default async function EditPage(props: ImageParams) {
  const { scope, imageId, actor } = await openImagePage(props, paths.imageEdit)
  return (
    <>
      <ImageOverview scope={scope} imageId={imageId} />
      <EditPanel scope={scope} imageId={imageId} actor={actor} />
    </>
  )
}

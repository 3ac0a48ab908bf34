import { HydrationBoundary } from '@tanstack/react-query'
import {
  type ImageParams,
  openImagePage,
} from '@/app/(console)/p/[scope]/images/(image)/[imageId]/open-image'
import { ImageStores } from '@/components/images/image-stores'
import { listStores } from '@/lib/glance/info'
import { paths } from '@/lib/paths'
import { storesQuery } from '@/lib/queries/images'
import { prefetch } from '@/lib/queries/server'

export default async function StoresPage(props: ImageParams) {
  const { scope, imageId, cloud, actor } = await openImagePage(props, paths.imageStores)
  const state = await prefetch(storesQuery(scope), async () => ({
    stores: await listStores(cloud),
  }))
  return (
    <HydrationBoundary state={state}>
      <ImageStores scope={scope} imageId={imageId} actor={actor} />
    </HydrationBoundary>
  )
}

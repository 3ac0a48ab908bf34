import { HydrationBoundary } from '@tanstack/react-query'
import {
  type ImageParams,
  openImagePage,
} from '@/app/(console)/p/[scope]/images/(image)/[imageId]/open-image'
import { ImageMembers } from '@/components/members/image-members'
import { listMembers } from '@/lib/glance/members'
import { paths } from '@/lib/paths'
import { membersQuery } from '@/lib/queries/members'
import { prefetch } from '@/lib/queries/server'

export default async function MembersPage(props: ImageParams) {
  const { scope, imageId, actor, cloud } = await openImagePage(props, paths.imageMembers)
  const state = await prefetch(membersQuery(scope, imageId), async () => ({
    members: await listMembers(cloud, imageId),
  }))
  return (
    <HydrationBoundary state={state}>
      <ImageMembers scope={scope} imageId={imageId} actor={actor} />
    </HydrationBoundary>
  )
}

import { HydrationBoundary } from '@tanstack/react-query'
import {
  type ImageParams,
  openImagePage,
} from '@/app/(console)/p/[scope]/images/(image)/[imageId]/open-image'
import { ImageTasks } from '@/components/imports/image-tasks'
import { listImageTasks } from '@/lib/glance/imports'
import { paths } from '@/lib/paths'
import { imageTasksQuery } from '@/lib/queries/imports'
import { prefetch } from '@/lib/queries/server'

export default async function TasksPage(props: ImageParams) {
  const { scope, imageId, cloud } = await openImagePage(props, paths.imageTasks)
  const state = await prefetch(imageTasksQuery(scope, imageId), async () => ({
    tasks: await listImageTasks(cloud, imageId),
  }))
  return (
    <HydrationBoundary state={state}>
      <ImageTasks scope={scope} imageId={imageId} />
    </HydrationBoundary>
  )
}

import { cache } from 'react'
import { requireCloud } from '@/lib/auth/cloud'
import { getImage } from '@/lib/glance/images'
import type { Actor } from '@/lib/image-rules'
import { formatScope, parseScope, paths } from '@/lib/paths'

export type ImageParams = { params: Promise<{ scope: string; imageId: string }> }

/** Opens the cloud for a page of one image; `pathOf` is the page's own path, for the way back. */
export async function openImagePage(
  { params }: ImageParams,
  pathOf: (scope: string, imageId: string) => string,
) {
  const { scope: segment, imageId } = await params
  const scope = formatScope(parseScope(segment))
  const { cloud, project } = await requireCloud(scope, pathOf(scope, imageId))
  const actor: Actor = { projectId: project.projectId, roles: project.roles }
  return { scope, imageId, cloud, actor }
}

/** The image of a page, asked for once while the page, its layout and its title are made. */
export const loadImage = cache(async (scope: string, imageId: string) =>
  getImage((await requireCloud(scope, paths.image(scope, imageId))).cloud, imageId),
)

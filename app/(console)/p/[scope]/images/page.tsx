import { HydrationBoundary } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { DropZone } from '@/components/uploads/drop-zone'
import { requireCloud } from '@/lib/auth/cloud'
import { readSession } from '@/lib/auth/session'
import { listImages } from '@/lib/glance/images'
import { listOwnProjects } from '@/lib/keystone/projects'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { imageListQuery } from '@/lib/queries/images'
import { projectsQuery } from '@/lib/queries/projects'
import { prefetch } from '@/lib/queries/server'
import { imagePageLimit, loadImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'
import type { Project } from '@/lib/schemas/project'
import { columnsCookie, densityCookie, hiddenAtFirst } from '@/lib/view-memory'
import { ImageBrowser } from './image-browser'

type Props = {
  params: Promise<{ scope: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  return { title: (await getTranslations())('images.title') }
}

export default async function ImagesPage({ params, searchParams }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const asked = await loadImageListParams(searchParams)
  const { cloud, project } = await requireCloud(scope, paths.images(scope))
  // A search scans the whole catalogue and streams into the browser; waiting for it here helps nobody.
  const first = async () => ({
    pages: [await listImages(cloud, upstreamQuery(asked), { limit: imagePageLimit(null) })],
    pageParams: [null],
  })
  const [state, projects] = await Promise.all([
    asked.q ? undefined : prefetch(imageListQuery(scope, asked), first),
    prefetch(projectsQuery(), ownProjects),
  ])
  const view = await cookies()
  return (
    <HydrationBoundary state={projects}>
      <HydrationBoundary state={state}>
        <DropZone scope={scope}>
          <ImageBrowser
            scope={scope}
            projectName={project.projectName}
            actor={{ projectId: project.projectId, roles: project.roles }}
            hiddenColumns={view.get(columnsCookie)?.value.split(',') ?? hiddenAtFirst}
            isDense={view.get(densityCookie)?.value === 'dense'}
          />
        </DropZone>
      </HydrationBoundary>
    </HydrationBoundary>
  )
}

// Keystone may be this late before the page goes without: its browser then asks for what it needs.
const longestWaitMs = 1000

/**
 * Asked beside Glance's rows. What fails is left out: the browser asks again, and when Keystone, which
 * knows at once that a person was shut out, refuses it, the sign-in opens in place.
 */
async function ownProjects(): Promise<{ projects: Project[] } | undefined> {
  const session = await readSession()
  if (!session) return undefined
  const call = { token: session.ks, signal: AbortSignal.timeout(longestWaitMs) }
  return { projects: await listOwnProjects(call) }
}

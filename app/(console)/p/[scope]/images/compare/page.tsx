import { HydrationBoundary } from '@tanstack/react-query'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CompareImages } from '@/components/images/compare-images'
import { requireCloud } from '@/lib/auth/cloud'
import { getImage } from '@/lib/glance/images'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { imageQuery } from '@/lib/queries/images'
import { prefetch } from '@/lib/queries/server'

type Props = {
  params: Promise<{ scope: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  return { title: (await getTranslations())('images.compare.title') }
}

export default async function ComparePage({ params, searchParams }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { a, b } = await searchParams
  if (typeof a !== 'string' || typeof b !== 'string') redirect(paths.images(scope))
  const { cloud, project } = await requireCloud(scope, paths.compareImages(scope, a, b))
  const [first, second] = await Promise.all(
    [a, b].map((id) => prefetch(imageQuery(scope, id), () => getImage(cloud, id))),
  )
  const actor = { projectId: project.projectId, roles: project.roles }
  return (
    <HydrationBoundary state={first}>
      <HydrationBoundary state={second}>
        <CompareImages scope={scope} actor={actor} a={a} b={b} />
      </HydrationBoundary>
    </HydrationBoundary>
  )
}

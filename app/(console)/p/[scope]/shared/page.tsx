import { HydrationBoundary } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { OfferInbox } from '@/components/members/offer-inbox'
import { requireCloud } from '@/lib/auth/cloud'
import { listImages } from '@/lib/glance/images'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { offerParams, offersPerPage, offersQuery } from '@/lib/queries/members'
import { prefetch } from '@/lib/queries/server'
import { upstreamQuery } from '@/lib/schemas/image-query'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('members.offers.title') }
}

export default async function SharedPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { cloud, project } = await requireCloud(scope, paths.shared(scope))
  const query = upstreamQuery(offerParams('pending'))
  const state = await prefetch(offersQuery(scope, 'pending'), async () => ({
    pages: [await listImages(cloud, query, { limit: offersPerPage })],
    pageParams: [null],
  }))
  return (
    <HydrationBoundary state={state}>
      <OfferInbox scope={scope} projectId={project.projectId} projectName={project.projectName} />
    </HydrationBoundary>
  )
}

import { HydrationBoundary } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { OfferInbox } from '@/components/members/offer-inbox'
import { requireCloud } from '@/lib/auth/cloud'
import { listImages } from '@/lib/glance/images'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { firstHiddenOffers, firstOffers, offersQuery } from '@/lib/queries/members'
import { prefetch } from '@/lib/queries/server'
import { upstreamQuery } from '@/lib/schemas/image-query'
import { offerParams, offersPerPage } from '@/lib/schemas/offers'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('members.offers.title') }
}

export default async function SharedPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { cloud, project } = await requireCloud(scope, paths.shared(scope))
  const load = (hidden: boolean) =>
    listImages(cloud, upstreamQuery(offerParams('pending', hidden)), { limit: offersPerPage })
  const state = await prefetch(offersQuery(scope, 'pending'), async () => {
    const [shown, hidden] = await Promise.all([load(false), load(true)])
    // Hidden ones come behind all others; without the pages between they cannot stand yet.
    return shown.nextMarker === null
      ? { pages: [shown, hidden], pageParams: [firstOffers, firstHiddenOffers] }
      : { pages: [shown], pageParams: [firstOffers] }
  })
  return (
    <HydrationBoundary state={state}>
      <OfferInbox scope={scope} project={project} />
    </HydrationBoundary>
  )
}

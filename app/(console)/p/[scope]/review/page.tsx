import { getTranslations } from 'next-intl/server'
import { ReviewDesk } from '@/components/review/review-desk'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('review.title') }
}

/** A scan streams into the browser; waiting for it here would help nobody. */
export default async function ReviewPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.review(scope))
  return <ReviewDesk scope={scope} />
}

import { getTranslations } from 'next-intl/server'
import { CachePage } from '@/components/review/cache-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('review.cache.title') }
}

export default async function AdminCachePage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.cache(scope))
  return <CachePage scope={scope} />
}

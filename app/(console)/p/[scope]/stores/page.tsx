import { getTranslations } from 'next-intl/server'
import { StoresPage } from '@/components/review/stores-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('review.stores.title') }
}

export default async function AdminStoresPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.stores(scope))
  return <StoresPage scope={scope} />
}

import { getTranslations } from 'next-intl/server'
import { SystemPage } from '@/components/system/system-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('system.title') }
}

export default async function System({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.system(scope))
  return <SystemPage scope={scope} />
}

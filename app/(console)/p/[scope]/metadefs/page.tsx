import { getTranslations } from 'next-intl/server'
import { NamespaceList } from '@/components/metadefs/namespace-list'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('metadefs.list.title') }
}

export default async function MetadefsPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { project } = await requireCloud(scope, paths.metadefs(scope))
  return <NamespaceList scope={scope} isAdmin={project.roles.includes('admin')} />
}

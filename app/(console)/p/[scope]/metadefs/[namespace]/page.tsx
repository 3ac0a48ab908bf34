import { NamespacePage } from '@/components/metadefs/namespace-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string; namespace: string }> }

export async function generateMetadata({ params }: Props) {
  return { title: decodeURIComponent((await params).namespace) }
}

export default async function MetadefPage({ params }: Props) {
  const { scope: segment, namespace: encoded } = await params
  const scope = formatScope(parseScope(segment))
  const namespace = decodeURIComponent(encoded)
  const { project } = await requireCloud(scope, paths.metadef(scope, namespace))
  return (
    <NamespacePage scope={scope} namespace={namespace} isAdmin={project.roles.includes('admin')} />
  )
}

import { getTranslations } from 'next-intl/server'
import { UsagePage } from '@/components/review/usage-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('review.usage.title') }
}

export default async function AdminUsagePage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { project } = await requireCloud(scope, paths.usage(scope))
  return <UsagePage scope={scope} projectName={project.projectName} />
}

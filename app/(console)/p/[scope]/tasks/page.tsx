import { getTranslations } from 'next-intl/server'
import { TasksPage } from '@/components/review/tasks-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('review.tasks.title') }
}

export default async function AdminTasksPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.tasks(scope))
  return <TasksPage scope={scope} />
}

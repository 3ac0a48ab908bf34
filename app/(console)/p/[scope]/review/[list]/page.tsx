import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { isReviewList } from '@/lib/schemas/review'
import { QueueBrowser } from './queue-browser'

type Props = { params: Promise<{ scope: string; list: string }> }

export async function generateMetadata({ params }: Props) {
  const { list } = await params
  const t = await getTranslations()
  return { title: isReviewList(list) ? t(`review.queues.${list}.title`) : t('review.title') }
}

export default async function ReviewListPage({ params }: Props) {
  const { scope: segment, list } = await params
  if (!isReviewList(list)) notFound()
  const scope = formatScope(parseScope(segment))
  const { project } = await requireCloud(scope, paths.reviewList(scope, list))
  const { projectId, roles } = project
  return <QueueBrowser scope={scope} list={list} actor={{ projectId, roles }} />
}

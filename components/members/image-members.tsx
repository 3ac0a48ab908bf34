'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { LimitNote } from '@/components/feedback/limit-note'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { MemberStatusCell } from '@/components/table/cells'
import { Alert } from '@/components/ui/alert'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { type Actor, isOwn, refusalOf } from '@/lib/image-rules'
import { imageLimitsQuery } from '@/lib/queries/image-limits'
import { imageQuery } from '@/lib/queries/images'
import { membersQuery } from '@/lib/queries/members'
import type { Image } from '@/lib/schemas/image'
import { AddMembers } from './add-members'
import { MemberTable } from './member-table'
import { NotShared } from './not-shared'

type Props = { scope: string; imageId: string; actor: Actor }

/** Who an image is shared with: its owner adds and removes projects, a member sees its own answer. */
export function ImageMembers({ scope, imageId, actor }: Props) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  if (!image) return null
  if (image.visibility !== 'shared') return <NotShared scope={scope} image={image} actor={actor} />
  return <SharedImage scope={scope} image={image} actor={actor} />
}

function SharedImage({ scope, image, actor }: { scope: string; image: Image; actor: Actor }) {
  const t = useTranslations()
  const { data, error, refetch, isFetching } = useQuery(membersQuery(scope, image.id))
  const { data: limits } = useQuery(imageLimitsQuery())
  const own = data?.members.find(({ member_id }) => member_id === actor.projectId)
  if (error) return <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  if (!data) return <Skeleton className="h-60" />
  if (refusalOf('share', image, actor)) {
    return (
      <Card>
        <CardHeader
          title={t('members.memberView.title')}
          description={t('members.memberView.lead')}
        />
        <CardBody className="flex items-center gap-3">
          <span className="text-ink-muted">{t('members.memberView.yours')}</span>
          {own ? <MemberStatusCell status={own.status} /> : t('kit.none')}
        </CardBody>
      </Card>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <AddMembers scope={scope} image={image} members={data.members} />
      <section className="flex flex-col gap-2" aria-labelledby="members-title">
        <div className="flex items-center justify-between gap-2">
          <h2 id="members-title" className="font-semibold">
            {t('members.title')}
          </h2>
          <LimitNote className="me-auto" count={data.members.length} limit={limits.members} />
          <ShowCommand command={{ kind: 'members', imageId: image.id }} />
        </div>
        {data.members.length > 0 && isOwn(image, actor) && (
          <Alert tone="info">{t('members.pendingHint')}</Alert>
        )}
        <MemberTable scope={scope} imageId={image.id} members={data.members} />
      </section>
    </div>
  )
}

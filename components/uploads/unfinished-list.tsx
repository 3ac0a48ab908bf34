'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { QueryError } from '@/components/feedback/query-error'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { uploadsQuery } from '@/lib/queries/uploads'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { unfinishedOf } from './unfinished'
import { UnfinishedRow } from './unfinished-row'
import { useMovingElsewhere } from './use-moving-elsewhere'

/** Uploads that an earlier visit, or another browser of the same person, left unfinished. */
export function UnfinishedList({ scope }: { scope: string }) {
  const t = useTranslations()
  const { uploads } = useUploads()
  const { data, error, refetch, isFetching } = useQuery(uploadsQuery(scope))
  const moving = useMovingElsewhere(data?.uploads ?? [])
  const unfinished = unfinishedOf(data?.uploads ?? [], uploads)
  return (
    <Card aria-labelledby="uploads-unfinished">
      <CardHeader id="uploads-unfinished" title={t('uploads.unfinished.title')} />
      {data ? (
        unfinished.length === 0 ? (
          <EmptyState title={t('uploads.unfinished.none')} className="py-8">
            {t('uploads.unfinished.noneLead')}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {unfinished.map((status) => (
              <UnfinishedRow
                key={status.id}
                scope={scope}
                status={status}
                isMovingElsewhere={moving.has(status.id)}
              />
            ))}
          </ul>
        )
      ) : error ? (
        <QueryError error={error} onRetry={refetch} retrying={isFetching} />
      ) : (
        <CardBody>
          <Skeleton className="h-12" />
        </CardBody>
      )}
    </Card>
  )
}

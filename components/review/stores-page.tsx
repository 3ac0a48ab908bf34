'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { NoValue, SizeCell, TimeCell } from '@/components/table/cells'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { KeyValue, KeyValueList } from '@/components/ui/key-value'
import { SafeText } from '@/components/ui/safe-text'
import { storeDetailsCommand } from '@/lib/commands/service-calls'
import { formatCount } from '@/lib/format'
import { storeDetailsQuery } from '@/lib/queries/operations'
import { reviewQuery } from '@/lib/queries/review'
import type { StoreDetail } from '@/lib/schemas/operations'
import { type Figure, loadReviewParams } from '@/lib/schemas/review'
import { DeskFrame } from './desk-frame'
import { figureLink } from './links'

const usualParams = loadReviewParams(new URLSearchParams())

/** The stores as Glance describes them, with what the review counted in each. */
export function StoresPage({ scope }: { scope: string }) {
  const t = useTranslations()
  const stores = useQuery(storeDetailsQuery(scope))
  const review = useQuery(reviewQuery(scope, usualParams))
  const snapshot = review.data ?? undefined
  const counted = (id: string): Figure | undefined =>
    snapshot &&
    (snapshot.stores.find(({ key }) => key === id) ?? { key: id, count: 0, hidden: 0, bytes: 0 })
  return (
    <DeskFrame
      scope={scope}
      title={t('review.stores.title')}
      lead={t('review.stores.lead')}
      actions={
        <>
          {snapshot && (
            <p className="text-ink-muted text-sm">
              {t('review.madeAt')} <TimeCell time={snapshot.madeAt} />
            </p>
          )}
          <ShowCommand command={storeDetailsCommand()} />
        </>
      }
    >
      {stores.error && <QueryError error={stores.error} onRetry={() => void stores.refetch()} />}
      {stores.isPending && <LoadingNote />}
      {review.isFetching && <LoadingNote>{t('review.stores.counting')}</LoadingNote>}
      {stores.data?.stores.length === 0 && (
        <EmptyState heading="h2" title={t('review.stores.emptyTitle')}>
          {t('review.stores.emptyLead')}
        </EmptyState>
      )}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {stores.data?.stores.map((store) => (
          <StoreCard key={store.id} scope={scope} store={store} contents={counted(store.id)} />
        ))}
      </div>
    </DeskFrame>
  )
}

type StoreCardProps = { scope: string; store: StoreDetail; contents: Figure | undefined }

function StoreCard({ scope, store, contents }: StoreCardProps) {
  const t = useTranslations()
  const locale = useLocale()
  const link = figureLink(scope, 'store', store.id, '', false)
  const properties = Object.entries(store.properties)
  return (
    <Card aria-label={store.id} className="min-w-0">
      <CardHeader
        title={<SafeText text={store.id} />}
        description={store.description || undefined}
        actions={
          <>
            {store.default === 'true' && <Badge tone="accent">{t('review.stores.default')}</Badge>}
            {store['read-only'] === 'true' && <Badge>{t('review.stores.readOnly')}</Badge>}
          </>
        }
      />
      <CardBody>
        <KeyValueList>
          <KeyValue label={t('review.stores.type')}>{store.type ?? <NoValue />}</KeyValue>
          <KeyValue label={t('review.stores.images')}>
            {contents === undefined || link === undefined ? (
              <NoValue />
            ) : (
              <Link href={link} prefetch={false} className="text-accent hover:underline">
                {t('review.stores.count', { count: contents.count })}
              </Link>
            )}
            {contents && contents.hidden > 0 && (
              <span className="text-ink-muted">
                {' '}
                {t('review.stores.hidden', { count: formatCount(contents.hidden, locale) })}
              </span>
            )}
          </KeyValue>
          <KeyValue label={t('review.stores.bytes')}>
            <SizeCell bytes={contents?.bytes} />
          </KeyValue>
        </KeyValueList>
        {properties.length > 0 && (
          <Disclosure summary={t('review.stores.settings')} className="mt-2">
            <KeyValueList>
              {properties.map(([key, value]) => (
                <KeyValue key={key} label={key} mono>
                  <SafeText text={typeof value === 'string' ? value : JSON.stringify(value)} />
                </KeyValue>
              ))}
            </KeyValueList>
          </Disclosure>
        )}
      </CardBody>
    </Card>
  )
}

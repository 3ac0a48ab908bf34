'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, Database } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { QueryError } from '@/components/feedback/query-error'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { Spinner } from '@/components/ui/spinner'
import { StatusDot } from '@/components/ui/status-dot'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { imageQuery, storesQuery } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'
import type { Store } from '@/lib/schemas/info'

type Props = { scope: string; imageId: string }
type Presence = 'here' | 'coming' | 'failed' | 'absent' | 'untold'

/** Which of the cloud's stores hold the data of an image. */
export function ImageStores({ scope, imageId }: Props) {
  const t = useTranslations()
  const { data: image } = useQuery(imageQuery(scope, imageId))
  const { data, error, refetch, isFetching } = useQuery(storesQuery(scope))
  if (!image) return null
  if (error) return <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  if (!data) return <Skeleton className="h-40" />
  const stores = withUnannounced(data.stores, image)
  return (
    <Card>
      <CardHeader title={t('image.stores.title')} />
      {stores.length === 0 ? (
        <EmptyState icon={<Database />} title={t('image.stores.singleTitle')}>
          {t('image.stores.single')}
        </EmptyState>
      ) : (
        <Table>
          <thead>
            <tr>
              <Th className="ps-4">{t('image.stores.store')}</Th>
              <Th>{t('image.stores.state')}</Th>
              <Th>{t('image.stores.description')}</Th>
            </tr>
          </thead>
          <tbody>
            {stores.map((store) => (
              <Tr key={store.id}>
                <Td className="ps-4">
                  <span className="flex flex-wrap items-center gap-2">
                    <code className="font-mono text-sm">{store.id}</code>
                    {store.default === 'true' && <Badge>{t('image.stores.default')}</Badge>}
                    {store['read-only'] === 'true' && <Badge>{t('image.stores.readOnly')}</Badge>}
                  </span>
                </Td>
                <Td>
                  <PresenceDot presence={presenceOf(store.id, image)} />
                </Td>
                <Td className="text-ink-muted">{store.description}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {stores.length > 0 && !image.stores && (
        <p className="border-line border-t px-4 py-3 text-ink-muted">
          {t(isUntold(image) ? 'image.stores.deactivated' : 'image.stores.noData')}
        </p>
      )}
    </Card>
  )
}

// A store may have been taken out of service while images still lie in it.
function withUnannounced(stores: readonly Store[], image: Image): Store[] {
  const known = stores.map(({ id }) => id)
  const others = namesIn(image.stores).filter((id) => !known.includes(id))
  return [...stores, ...others.map((id) => ({ id }))]
}

function presenceOf(store: string, image: Image): Presence {
  if (namesIn(image.stores).includes(store)) return 'here'
  if (namesIn(image.os_glance_importing_to_stores).includes(store)) return 'coming'
  if (namesIn(image.os_glance_failed_import).includes(store)) return 'failed'
  return isUntold(image) ? 'untold' : 'absent'
}

/** Glance leaves the stores of a deactivated image out of its answer to anybody but an administrator. */
function isUntold(image: Image): boolean {
  return image.status === 'deactivated' && !image.stores
}

function namesIn(list: unknown): string[] {
  return typeof list === 'string' ? list.split(',').filter(Boolean) : []
}

function PresenceDot({ presence }: { presence: Presence }) {
  const t = useTranslations()
  const words = t(`image.stores.${presence}`)
  if (presence === 'absent' || presence === 'untold')
    return <span className="text-ink-muted">{words}</span>
  const [tone, icon] = {
    here: ['ok', <Check key="here" />] as const,
    coming: ['busy', <Spinner key="coming" />] as const,
    failed: ['bad', <CircleAlert key="failed" />] as const,
  }[presence]
  return (
    <StatusDot tone={tone} icon={icon}>
      {words}
    </StatusDot>
  )
}

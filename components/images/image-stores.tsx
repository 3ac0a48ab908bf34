'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, Copy, Database } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { QueryError } from '@/components/feedback/query-error'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { Spinner } from '@/components/ui/spinner'
import { StatusDot } from '@/components/ui/status-dot'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { type Actor, refusalOf } from '@/lib/image-rules'
import { isImporting, storesIn } from '@/lib/import-rules'
import { imageQuery, storesQuery } from '@/lib/queries/images'
import { importMethodsQuery } from '@/lib/queries/imports'
import type { Image } from '@/lib/schemas/image'
import type { Store } from '@/lib/schemas/info'
import { ImageLocations } from './image-locations'
import { StoreButtons } from './store-buttons'
import { type StoreAct, StoreDialogs } from './store-dialogs'

type Props = { scope: string; imageId: string; actor: Actor }
type Presence = 'here' | 'coming' | 'failed' | 'absent' | 'untold'

/** Which of the cloud's stores hold the data of an image; copies it to others, deletes it from one. */
export function ImageStores({ scope, imageId, actor }: Props) {
  const t = useTranslations()
  const { data: image } = useQuery({ ...imageQuery(scope, imageId) })
  const { data, error, refetch, isFetching } = useQuery(storesQuery(scope))
  const { data: offered } = useQuery(importMethodsQuery(scope))
  const [asked, ask] = useState<StoreAct>()
  if (!image) return null
  if (error) return <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  if (!data) return <Skeleton className="h-40" />
  const stores = withUnannounced(data.stores, image)
  const missing = data.stores.filter(
    (store) => store['read-only'] !== 'true' && presenceOf(store.id, image) !== 'here',
  )
  const canCopy = offered?.methods.includes('copy-image') ?? false
  const reason = reasonAgainst(image, actor)
  const refusal = reason && t(reason)
  return (
    <>
      <Card>
        <CardHeader
          title={t('image.stores.title')}
          actions={
            canCopy &&
            missing.length > 1 && (
              <Button
                size="sm"
                icon={<Copy aria-hidden />}
                disabledReason={refusal}
                onClick={() => ask({ act: 'copy', stores: missing.map(({ id }) => id) })}
              >
                {t('imports.stores.copyAll')}
              </Button>
            )
          }
        />
        {stores.length === 0 ? (
          <EmptyState icon={<Database />} title={t('image.stores.singleTitle')}>
            {t('image.stores.single')}
          </EmptyState>
        ) : (
          <Table aria-label={t('image.stores.title')}>
            <thead>
              <tr>
                <Th className="ps-4">{t('image.stores.store')}</Th>
                <Th>{t('image.stores.state')}</Th>
                <Th>{t('image.stores.description')}</Th>
                <Th>
                  <span className="sr-only">{t('imports.stores.actions')}</span>
                </Th>
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
                  <Td className="text-end">
                    <StoreButtons
                      store={store}
                      isHere={presenceOf(store.id, image) === 'here'}
                      isOnly={storesIn(image.stores).length === 1}
                      canCopy={canCopy}
                      refusal={refusal}
                      onAsk={ask}
                    />
                  </Td>
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
      <ImageLocations image={image} />
      <StoreDialogs scope={scope} image={image} asked={asked} onClose={() => ask(undefined)} />
    </>
  )
}

// A store may have been taken out of service while images still lie in it.
function withUnannounced(stores: readonly Store[], image: Image): Store[] {
  const known = stores.map(({ id }) => id)
  const others = storesIn(image.stores).filter((id) => !known.includes(id))
  return [...stores, ...others.map((id) => ({ id }))]
}

function presenceOf(store: string, image: Image): Presence {
  if (storesIn(image.stores).includes(store)) return 'here'
  if (storesIn(image.os_glance_importing_to_stores).includes(store)) return 'coming'
  if (storesIn(image.os_glance_failed_import).includes(store)) return 'failed'
  return isUntold(image) ? 'untold' : 'absent'
}

/** Glance leaves the stores of a deactivated image out of its answer to anybody but an administrator. */
function isUntold(image: Image): boolean {
  return image.status === 'deactivated' && !image.stores
}

function reasonAgainst(image: Image, actor: Actor) {
  if (refusalOf('edit', image, actor)) return 'image.refusals.foreign' as const
  if (isImporting(image)) return 'imports.stores.busy' as const
  return image.status === 'active' ? undefined : ('imports.stores.notActive' as const)
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

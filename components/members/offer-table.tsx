'use client'

import { Check, Inbox, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { LoadingNote } from '@/components/feedback/loading-note'
import { ObjectList } from '@/components/feedback/object-list'
import { QueryError } from '@/components/feedback/query-error'
import { SizeCell, StatusCell, TimeCell } from '@/components/table/cells'
import type { DataColumn } from '@/components/table/data-column'
import { DataTable } from '@/components/table/data-table'
import { ImageNameCell } from '@/components/table/image-name-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { paths } from '@/lib/paths'
import type { ImageRow } from '@/lib/schemas/image'
import type { MemberStatus } from '@/lib/schemas/member'
import { AnswerCommands } from './answer-commands'
import { OfferCommands } from './offer-commands'
import { type Answer, useAnswers } from './use-answers'
import { useOffers } from './use-offers'
import { useProjectNames } from './use-project-names'

type Props = { scope: string; projectId: string; status: MemberStatus }

const none: ReadonlySet<string> = new Set()

/** Offers with one answer, and the buttons to answer one or many. */
export function OfferTable({ scope, projectId, status }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const found = useOffers(scope, projectId, status)
  const columns = useOfferColumns(scope)
  const [selected, setSelected] = useState(none)
  const answers = useAnswers(scope, projectId, status)
  const chosen = found.offers.filter(({ id }) => selected.has(id))
  const possible = (['accepted', 'rejected'] as const).filter((answer) => answer !== status)
  const answer = (images: readonly ImageRow[], to: Answer) => {
    answers.give(images, to)
    setSelected(none)
  }
  return (
    <div className="flex flex-col gap-3">
      {chosen.length === 0 ? (
        <OfferCommands status={status} />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" className="tabular me-2 text-ink-soft">
            {t('kit.table.selected', { count: chosen.length })}
          </p>
          {possible.map((to) => (
            <Button
              key={to}
              icon={to === 'accepted' ? <Check aria-hidden /> : <X aria-hidden />}
              variant={to === 'accepted' ? 'primary' : 'secondary'}
              loading={answers.isRunning}
              onClick={() => answer(chosen, to)}
            >
              {t(`members.offers.${to}.submit`, { count: chosen.length })}
            </Button>
          ))}
          <AnswerCommands images={chosen} possible={possible} projectId={projectId} />
        </div>
      )}
      {answers.failed.length > 0 && (
        <section
          role="alert"
          aria-label={t('members.offers.failed', { count: answers.failed.length })}
        >
          <ObjectList objects={answers.failed} states={answers.states} />
        </section>
      )}
      {found.error && (
        <QueryError error={found.error} onRetry={found.retry} retrying={found.isFetching} />
      )}
      {found.offers.length === 0 && !found.isPending && !found.error && (
        <Card>
          <EmptyState icon={<Inbox />} heading="h2" title={t(`members.offers.empty.${status}`)}>
            {t(`members.offers.emptyLead.${status}`)}
          </EmptyState>
        </Card>
      )}
      {(found.isPending || found.offers.length > 0) && (
        <DataTable<ImageRow>
          label={t('members.offers.title')}
          columns={columns}
          rows={found.offers}
          rowId={({ id }) => id}
          rowName={({ name, id }) => name || id}
          isLoading={found.isPending}
          selected={selected}
          onSelectedChange={setSelected}
          onOpen={({ id }) => router.push(paths.image(scope, id))}
          actionsWidth={possible.length > 1 ? 92 : 56}
          rowActions={(image) => (
            <AnswerButtons
              image={image}
              possible={possible}
              onAnswer={(to) => answer([image], to)}
            />
          )}
          takesPageKeys
          tail={
            found.isLookingOn &&
            found.offers.length > 0 && (
              <LoadingNote className="justify-center p-3">
                {t('members.offers.stillLooking', { scanned: found.scanned })}
              </LoadingNote>
            )
          }
        />
      )}
      {status !== 'accepted' && found.offers.length > 0 && (
        <p className="text-ink-muted text-sm">{t('members.offers.idHint')}</p>
      )}
    </div>
  )
}

type AnswerButtonsProps = {
  image: ImageRow
  possible: readonly Answer[]
  onAnswer: (to: Answer) => void
}

function AnswerButtons({ image, possible, onAnswer }: AnswerButtonsProps) {
  const t = useTranslations()
  const name = image.name || image.id
  return (
    <span className="flex gap-1">
      {possible.map((to) => (
        <IconButton
          key={to}
          size="sm"
          variant="secondary"
          label={t(`members.offers.${to}.one`, { name })}
          onClick={() => onAnswer(to)}
        >
          {to === 'accepted' ? <Check aria-hidden /> : <X aria-hidden />}
        </IconButton>
      ))}
    </span>
  )
}

function useOfferColumns(scope: string): DataColumn<ImageRow>[] {
  const t = useTranslations()
  const names = useProjectNames()
  return useMemo(
    () => [
      {
        id: 'name',
        meta: { label: t('members.offers.image'), min: 220, grow: 3, card: 'title' },
        enableSorting: true,
        accessorFn: ({ name, id }) => name || id,
        cell: ({ row }) => <ImageNameCell scope={scope} image={row.original} />,
      },
      {
        id: 'owner',
        meta: { label: t('members.offers.owner'), min: 200, grow: 2 },
        enableSorting: true,
        accessorFn: ({ owner }) => (owner && names.get(owner)) ?? owner,
        cell: ({ row: { original } }) => <Owner owner={original.owner} names={names} />,
      },
      {
        id: 'status',
        meta: { label: t('images.columns.status'), min: 120, grow: 0 },
        cell: ({ row }) => <StatusCell status={row.original.status} />,
      },
      {
        id: 'disk_format',
        meta: { label: t('members.offers.format'), min: 90, grow: 0 },
        cell: ({ row }) => row.original.disk_format,
      },
      {
        id: 'size',
        meta: { label: t('members.offers.size'), min: 96, grow: 0, align: 'end' },
        enableSorting: true,
        accessorKey: 'size',
        cell: ({ row }) => <SizeCell bytes={row.original.size} />,
      },
      {
        id: 'created_at',
        meta: { label: t('images.columns.created_at'), min: 130, grow: 0 },
        enableSorting: true,
        accessorKey: 'created_at',
        cell: ({ row }) => <TimeCell time={row.original.created_at} />,
      },
    ],
    [t, scope, names],
  )
}

function Owner({ owner, names }: { owner: string | null; names: ReadonlyMap<string, string> }) {
  const name = owner === null ? undefined : names.get(owner)
  if (name !== undefined) return <span className="truncate">{name}</span>
  return <MiddleTruncate text={owner ?? ''} className="font-mono text-xs" />
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserMinus, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { CopyValue } from '@/components/feedback/copy-value'
import { toastDone } from '@/components/feedback/toasts'
import { MemberStatusCell, TimeCell } from '@/components/table/cells'
import type { DataColumn } from '@/components/table/data-column'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { removeMemberMutation } from '@/lib/queries/members'
import type { Member } from '@/lib/schemas/member'
import { useProjectNames } from './use-project-names'

type Props = { scope: string; imageId: string; members: readonly Member[] }

/** The projects an image is shared with, and what each answered. */
export function MemberTable({ scope, imageId, members }: Props) {
  const t = useTranslations()
  const names = useProjectNames()
  const remove = useMutation(removeMemberMutation(scope, imageId, useQueryClient()))
  const [leaving, setLeaving] = useState<Member>()
  const columns = useMemberColumns(names)
  const nameOf = ({ member_id }: Member) => names.get(member_id) ?? member_id
  const leavingName = leaving ? nameOf(leaving) : ''
  return (
    <>
      <DataTable<Member>
        label={t('members.title')}
        columns={columns}
        rows={members}
        rowId={({ member_id }) => member_id}
        rowName={nameOf}
        total={members.length}
        rowActions={(member) => (
          <IconButton
            size="sm"
            label={t('members.remove', { name: nameOf(member) })}
            onClick={() => setLeaving(member)}
          >
            <UserMinus aria-hidden />
          </IconButton>
        )}
        empty={
          <EmptyState className="py-8" icon={<Users />} title={t('members.none')}>
            {t('members.noneLead')}
          </EmptyState>
        }
      />
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={() => setLeaving(undefined)}
        title={t('members.removeTitle', { name: leavingName })}
        objects={
          leaving ? [{ id: leaving.member_id, name: names.get(leaving.member_id) ?? '' }] : []
        }
        command={
          leaving && {
            kind: 'removeMember',
            imageIds: [imageId],
            memberIds: [leaving.member_id],
          }
        }
        actionLabel={t('members.removeSubmit')}
        run={({ id }) => remove.mutateAsync(id)}
        onDone={() => toastDone(t('members.removed', { name: leavingName }))}
      >
        {t('members.removeLead')}
      </ConfirmDialog>
    </>
  )
}

function useMemberColumns(names: ReadonlyMap<string, string>): DataColumn<Member>[] {
  const t = useTranslations()
  return useMemo(
    () => [
      {
        id: 'project',
        meta: { label: t('members.project'), min: 260, grow: 3, card: 'title' },
        enableSorting: true,
        accessorFn: ({ member_id }) => names.get(member_id) ?? member_id,
        cell: ({ row: { original } }) => (
          <span className="flex min-w-0 items-center gap-2">
            {names.has(original.member_id) && (
              <span className="shrink-0 font-medium">{names.get(original.member_id)}</span>
            )}
            <MiddleTruncate
              text={original.member_id}
              className="font-mono text-ink-muted text-xs"
            />
            <CopyValue value={original.member_id} name={t('members.projectId')} />
          </span>
        ),
      },
      {
        id: 'status',
        meta: { label: t('members.status'), min: 120, grow: 0 },
        enableSorting: true,
        accessorKey: 'status',
        cell: ({ row }) => <MemberStatusCell status={row.original.status} />,
      },
      {
        id: 'created_at',
        meta: { label: t('members.since'), min: 130, grow: 0 },
        enableSorting: true,
        accessorKey: 'created_at',
        cell: ({ row }) => <TimeCell time={row.original.created_at} />,
      },
      {
        id: 'updated_at',
        meta: { label: t('members.answered'), min: 130, grow: 0 },
        enableSorting: false,
        // Glance writes the time of creation until somebody answers.
        cell: ({ row: { original } }) =>
          original.status === 'pending' ? null : <TimeCell time={original.updated_at} />,
      },
    ],
    [t, names],
  )
}

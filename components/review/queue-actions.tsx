'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { Button } from '@/components/ui/button'
import { deleteImageMutation, imageActionMutation, patchImageMutation } from '@/lib/queries/images'
import { keys } from '@/lib/queries/keys'
import { removeMemberMutation } from '@/lib/queries/members'
import type { QueueRow, ReviewList } from '@/lib/schemas/review'

type Action = 'delete' | 'deactivate' | 'reactivate' | 'hide' | 'show' | 'withdraw'

// What mends a queue, the gentlest first.
const fitting: Record<ReviewList, readonly Action[]> = {
  stuck: ['delete'],
  'failed-imports': ['delete'],
  queued: ['delete'],
  deactivated: ['reactivate', 'delete'],
  'weak-hash': ['deactivate', 'hide'],
  duplicates: ['hide', 'delete'],
  'large-old': ['hide', 'deactivate', 'delete'],
  'pending-shares': ['withdraw'],
  orphans: ['deactivate', 'delete'],
  hidden: ['show', 'delete'],
  'in-store': [],
}

type Props = {
  scope: string
  list: ReviewList
  /** The chosen ones. */
  rows: readonly QueueRow[]
  onDone: () => void
}

/** The buttons that fit a queue; each asks, runs, and shows the outcome of every image. */
export function QueueActions({ scope, list, rows, onDone }: Props) {
  const t = useTranslations()
  const client = useQueryClient()
  const [open, setOpen] = useState<Action>()
  const run = useRun(scope)
  if (fitting[list].length === 0) return null
  const count = rows.length
  return (
    <>
      {count > 0 &&
        fitting[list].map((action) => (
          <Button
            key={action}
            size="sm"
            variant={action === 'delete' ? 'danger' : 'secondary'}
            onClick={() => setOpen(action)}
          >
            {t(`review.actions.${action}.submit`, { count })}
          </Button>
        ))}
      {open && (
        <ConfirmDialog
          open
          onOpenChange={(isOpen) => {
            if (isOpen) return
            setOpen(undefined)
            // Also after a stop or a failure: some of them are done.
            void client.invalidateQueries({ queryKey: keys.review(scope) })
          }}
          title={t(`review.actions.${open}.title`, { count })}
          actionLabel={t(`review.actions.${open}.submit`, { count })}
          tone={open === 'delete' ? 'danger' : 'primary'}
          objects={rows.map(({ id, name }) => ({ id, name: name ?? '' }))}
          typed={open === 'delete' && count > 1 ? t('review.actions.word') : undefined}
          run={(object) => {
            const row = rows.find(({ id }) => id === object.id)
            return row ? run(open, row) : Promise.resolve()
          }}
          onDone={onDone}
        >
          {t(`review.actions.${open}.lead`)}
        </ConfirmDialog>
      )}
    </>
  )
}

function useRun(scope: string): (action: Action, row: QueueRow) => Promise<unknown> {
  const client = useQueryClient()
  const remove = useMutation(deleteImageMutation(scope, client))
  const act = useMutation(imageActionMutation(scope, client))
  const patch = useMutation(patchImageMutation(scope, client))
  return async (action, row) => {
    const imageId = row.id
    switch (action) {
      case 'delete':
        return remove.mutateAsync(imageId)
      case 'deactivate':
      case 'reactivate':
        return act.mutateAsync({ imageId, action })
      case 'hide':
      case 'show': {
        const value = action === 'hide'
        if (row.os_hidden === value) return undefined
        return patch.mutateAsync({ imageId, changes: [{ key: 'os_hidden', value, base: !value }] })
      }
      case 'withdraw': {
        const { mutationFn } = removeMemberMutation(scope, imageId, client)
        for (const member of row.members ?? []) await mutationFn(member)
      }
    }
  }
}

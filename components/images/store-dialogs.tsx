'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toastDone } from '@/components/feedback/toasts'
import { importCommandOf } from '@/lib/commands/import-command'
import { deleteFromStoreCommand } from '@/lib/commands/service-calls'
import { formatBytes } from '@/lib/format'
import { storesIn } from '@/lib/import-rules'
import { deleteFromStoreMutation, importImageMutation } from '@/lib/queries/imports'
import type { Image } from '@/lib/schemas/image'
import type { ImportImage } from '@/lib/schemas/import'

/** What was asked for: copy to these stores, or delete from one. */
export type StoreAct = { act: 'copy' | 'remove'; stores: string[] }

type StoreDialogsProps = {
  scope: string
  image: Image
  asked: StoreAct | undefined
  onClose: () => void
}

/** Asks before data is copied to stores or deleted from one. */
export function StoreDialogs({ scope, image, asked, onClose }: StoreDialogsProps) {
  const t = useTranslations()
  const locale = useLocale()
  const client = useQueryClient()
  const start = useMutation(importImageMutation(scope, client))
  const remove = useMutation(deleteFromStoreMutation(scope, image.id, client))
  if (!asked) return null
  const stores = asked.stores.join(', ')
  const shared = {
    open: true,
    onOpenChange: onClose,
    objects: [{ id: image.id, name: image.name ?? '' }],
  }
  if (asked.act === 'copy') {
    // Each store for itself: one that fails must not undo the others.
    const request: ImportImage = {
      method: { name: 'copy-image' },
      stores: asked.stores,
      all_stores_must_succeed: false,
    }
    return (
      <ConfirmDialog
        {...shared}
        tone="primary"
        title={t('imports.stores.copyTitle', { stores })}
        actionLabel={t('imports.stores.copyAction')}
        command={{ kind: 'import', imageIds: [image.id], import: importCommandOf(request) }}
        run={({ id }) => start.mutateAsync({ imageId: id, request })}
        onDone={() => toastDone(t('imports.stores.copyStarted', { stores }))}
      >
        <p>{t('imports.stores.copyLead', { size: formatBytes(image.size ?? 0, locale) })}</p>
      </ConfirmDialog>
    )
  }
  const others = storesIn(image.stores).filter((store) => !asked.stores.includes(store))
  return (
    <ConfirmDialog
      {...shared}
      title={t('imports.stores.removeTitle', { store: stores })}
      actionLabel={t('imports.stores.removeAction', { store: stores })}
      command={deleteFromStoreCommand(stores, image.id)}
      run={() => remove.mutateAsync(stores)}
      onDone={() => toastDone(t('imports.stores.removed', { store: stores }))}
    >
      <p>{t('imports.stores.removeLead', { stores: others.join(', ') })}</p>
    </ConfirmDialog>
  )
}

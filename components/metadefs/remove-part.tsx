'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toastDone } from '@/components/feedback/toasts'
import type { MetadefKind } from '@/lib/paths'
import { removePartMutation } from '@/lib/queries/metadefs'
import { removePartCommand } from './metadef-commands'

type Props = {
  scope: string
  namespace: string
  kind: MetadefKind
  name: string
  onClose: () => void
}

/** Asks before a part of a namespace goes. */
export function RemovePart({ scope, namespace, kind, name, onClose }: Props) {
  const t = useTranslations()
  const remove = useMutation(removePartMutation(scope, namespace, useQueryClient()))
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t(`metadefs.removing.${kind}`)}
      objects={[{ id: name, name, note: namespace }]}
      command={removePartCommand(namespace, kind, name)}
      actionLabel={t('metadefs.removing.submit')}
      run={() => remove.mutateAsync({ kind, name })}
      onDone={() => toastDone(t('metadefs.done.removed', { name }))}
    >
      {t('metadefs.removing.lead')}
    </ConfirmDialog>
  )
}

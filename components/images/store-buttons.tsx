'use client'

import { Copy, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { Store } from '@/lib/schemas/info'
import type { StoreAct } from './store-dialogs'

type StoreButtonsProps = {
  store: Store
  /** The image's data lies in this store. */
  isHere: boolean
  /** No other store has it. */
  isOnly: boolean
  canCopy: boolean
  refusal: string | undefined
  onAsk: (act: StoreAct) => void
}

/** What can be done with an image in one store. */
export function StoreButtons(props: StoreButtonsProps) {
  const { store, isHere, isOnly, canCopy, refusal, onAsk } = props
  const t = useTranslations()
  const isReadOnly = store['read-only'] === 'true'
  if (isHere) {
    const reason = isOnly ? t('imports.stores.lastStore') : refusal
    return (
      <Button
        size="sm"
        variant="ghost"
        icon={<Trash2 aria-hidden />}
        aria-label={t('imports.stores.remove', { store: store.id })}
        disabledReason={isReadOnly ? t('imports.stores.readOnly') : reason}
        onClick={() => onAsk({ act: 'remove', stores: [store.id] })}
      >
        {t('imports.stores.removeShort')}
      </Button>
    )
  }
  if (!canCopy) return null
  return (
    <Button
      size="sm"
      icon={<Copy aria-hidden />}
      aria-label={t('imports.stores.copyTo', { store: store.id })}
      disabledReason={isReadOnly ? t('imports.stores.readOnly') : refusal}
      onClick={() => onAsk({ act: 'copy', stores: [store.id] })}
    >
      {t('imports.stores.copyHere')}
    </Button>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { missingCode } from '@/components/ui/on-demand'

const never = () => false

/** Says that a part of the page does not come, which a press alone would leave without an answer. */
export function MissingCodeNote() {
  const t = useTranslations()
  const isMissing = useSyncExternalStore(missingCode.subscribe, missingCode.isMissing, never)
  return (
    <div role="alert" className="fixed inset-x-0 bottom-16 z-50 flex justify-center px-4">
      {isMissing && (
        <div className="flex max-w-xl items-center gap-3 rounded-lg border border-line bg-panel p-3 text-sm shadow-high">
          <p>{t('shell.missingCode.text')}</p>
          <Button size="sm" onClick={() => window.location.reload()}>
            {t('shell.missingCode.reload')}
          </Button>
        </div>
      )}
    </div>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { toastDone } from '@/components/feedback/toasts'
import { uploadsQuery } from '@/lib/queries/uploads'
import { accompany } from '@/lib/upload/browser/companions'
import type { Snapshot } from '@/lib/upload/browser/engine'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { totalsOf } from '@/lib/upload/browser/totals'
import { isNotifying } from './notify'

/** Ties the engine to this page: cache, tab title, warning before closing, the note at the end. */
export function useCompanions(scope: string): void {
  const t = useTranslations()
  const { dataUpdatedAt } = useQuery(uploadsQuery(scope))

  useEffect(() => {
    const onAllDone = ({ uploads }: Snapshot) => {
      const { done, failed } = totalsOf(uploads)
      const title = t('uploads.dock.notifyTitle', { count: done })
      const body = failed > 0 ? t('uploads.dock.notifyFailed', { count: failed }) : undefined
      if (document.hidden && isNotifying()) new Notification(title, { body })
      else toastDone(title, { description: body })
    }
    return accompany(liveEngine().engine, onAllDone)
  }, [t])

  // A list that could be read means that somebody is signed in (again).
  useEffect(() => {
    if (dataUpdatedAt === 0) return
    const { engine } = liveEngine()
    for (const { key, stage } of engine.snapshot().uploads) {
      if (stage.phase === 'waiting' && stage.reason === 'sign_in') engine.tryNow(key)
    }
  }, [dataUpdatedAt])
}

'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { eventually } from '@/components/ui/on-demand'
import { uploadsAtWork } from '@/lib/queries/at-work'
import { uploadsQuery } from '@/lib/queries/uploads'

const OpenUploadDock = dynamic(
  () => eventually(() => import('./open-upload-dock')).then((code) => code.OpenUploadDock),
  { ssr: false },
)

/**
 * The place of the uploads at the foot of every page. Empty, and without the code for uploads, while
 * this tab has none and the dashboard keeps none from an earlier visit.
 */
export function UploadDock({ scope }: { scope: string }) {
  const { subscribe, isRaised } = uploadsAtWork
  const isAtWork = useSyncExternalStore(subscribe, isRaised, () => false)
  const { data } = useQuery(uploadsQuery(scope))
  const isNeeded = isAtWork || (data?.uploads.length ?? 0) > 0
  return isNeeded ? <OpenUploadDock scope={scope} /> : null
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useEffect, useSyncExternalStore } from 'react'
import { eventually } from '@/components/ui/on-demand'
import { runsAtWork, setTabCache } from '@/lib/queries/at-work'

const OpenRunDock = dynamic(
  () => eventually(() => import('./open-run-dock')).then((code) => code.OpenRunDock),
  {
    ssr: false,
  },
)

/** The place of the bulk changes at the foot of every page; empty until the first one begins. */
export function RunDock() {
  const client = useQueryClient()
  useEffect(() => setTabCache(client), [client])
  const { subscribe, isRaised } = runsAtWork
  return useSyncExternalStore(subscribe, isRaised, () => false) ? <OpenRunDock /> : null
}

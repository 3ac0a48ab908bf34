'use client'

import { useSyncExternalStore } from 'react'
import { liveRuns } from './live-runs'
import type { BulkRun } from './runs'

const nothing: readonly BulkRun[] = []

const subscribe = (listener: () => void) => liveRuns().runs.subscribe(listener)

/** The runs of this tab, oldest first; drawn anew while one goes on. */
export function useRuns(): readonly BulkRun[] {
  return useSyncExternalStore(
    subscribe,
    () => liveRuns().runs.snapshot(),
    () => nothing,
  )
}

'use client'

import type { LucideIcon } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'

/** Something a screen can do, offered to the palette while the screen is open. */
export type ScreenAction = { key: string; label: string; icon: LucideIcon; run: () => void }

const none: readonly ScreenAction[] = []
let offered = none
const listeners = new Set<() => void>()

function offer(actions: readonly ScreenAction[]): void {
  offered = actions
  for (const listener of listeners) listener()
}

/** Offers what the screen can do right now; taken back when the screen is left. */
export function useOfferActions(actions: readonly ScreenAction[]): void {
  useEffect(() => offer(actions))
  useEffect(() => () => offer(none), [])
}

/** What the open screen offers. */
export function useOfferedActions(): readonly ScreenAction[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
    () => none,
  )
}

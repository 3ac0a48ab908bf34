import type { QueryClient } from '@tanstack/react-query'

type Listener = () => void

/** Tells the frame that a part of this tab is at work, whose code came when it was needed. */
export type WorkSign = {
  raise: () => void
  isRaised: () => boolean
  subscribe: (listener: Listener) => () => void
}

function createSign(): WorkSign {
  const listeners = new Set<Listener>()
  let isRaised = false
  return {
    raise: () => {
      if (isRaised) return
      isRaised = true
      // It may be raised while a screen is being drawn, which must not draw another one.
      queueMicrotask(() => {
        for (const listener of listeners) listener()
      })
    },
    isRaised: () => isRaised,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** Raised when this tab begins to handle uploads. */
export const uploadsAtWork = createSign()

/** Raised when this tab begins to change many images. */
export const runsAtWork = createSign()

let cache: QueryClient | undefined

/** The cache of this tab's screens, for what outlives a screen. The frame gives it before any work. */
export function tabCache(): QueryClient | undefined {
  return cache
}

export function setTabCache(client: QueryClient): void {
  cache = client
}

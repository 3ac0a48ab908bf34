'use client'

import { useSyncExternalStore } from 'react'

const tick = 30_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let time: number | undefined

/** The time in milliseconds, renewed every 30 s for all its users together; `undefined` on the server. */
export function useClock(): number | undefined {
  return useSyncExternalStore(subscribe, read, () => undefined)
}

function read(): number {
  time ??= Date.now()
  return time
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    time = Date.now()
    for (const tell of listeners) tell()
  }, tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    time = undefined
  }
}

import { useEffect, useState } from 'react'

const retryEvery = 2000

const listeners = new Set<() => void>()
let missing = 0

function countMissing(change: 1 | -1): void {
  missing += change
  for (const listener of listeners) listener()
}

/** Whether code that was asked for does not come: the link is down, or the dashboard was renewed. */
export const missingCode = {
  isMissing: (): boolean => missing > 0,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

/** What `load` brings, tried until it comes: a link that is down must not break the page. */
export async function eventually<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      const loaded = await load()
      if (tries > 0) countMissing(-1)
      return loaded
    } catch {
      if (tries === 0) countMissing(1)
      await new Promise((resolve) => setTimeout(resolve, retryEvery))
    }
  }
}

/** A module that is fetched when it is first wanted, and then kept. */
export type OnDemand<Module> = {
  /** Fetches it, for instance when the pointer comes near. */
  want: () => Promise<Module>
  /** The module once it is there. */
  now: () => Module | undefined
}

/** Keeps code that a first look at a page does not need out of what the page loads at once. */
export function onDemand<Module>(load: () => Promise<Module>): OnDemand<Module> {
  let module: Module | undefined
  let wanted: Promise<Module> | undefined
  return {
    want: () => {
      wanted ??= eventually(load).then((loaded) => {
        module = loaded
        return loaded
      })
      return wanted
    },
    now: () => module,
  }
}

/**
 * For a button whose box is open but not drawn yet: letters are meant for the box and must not do
 * what they mean on the page.
 */
export function keepLetters(event: { key: string; preventDefault: () => void }): void {
  if (event.key.length === 1 && event.key !== ' ') event.preventDefault()
}

/** The module, fetched once `isWanted`; undefined until it is there. */
export function useOnDemand<Module>(code: OnDemand<Module>, isWanted: boolean): Module | undefined {
  const [, setLoaded] = useState<OnDemand<Module>>()
  const isMissing = isWanted && code.now() === undefined
  useEffect(() => {
    if (!isMissing) return
    let isCurrent = true
    void code.want().then(() => isCurrent && setLoaded(code))
    return () => {
      isCurrent = false
    }
  }, [code, isMissing])
  return code.now()
}

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** True on Apple's keyboards, where ⌘ takes the place of Ctrl; false while the server draws. */
export function useAppleKeys(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  )
}

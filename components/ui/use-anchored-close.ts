import { type RefObject, useRef } from 'react'

type Closing = {
  onInteractOutside: (event: { target: EventTarget | null; preventDefault: () => void }) => void
  onCloseAutoFocus: (event: Event) => void
}

/** How a box closes that a button stands beside of, which Radix knows nothing about. */
export function useAnchoredClose(anchor: RefObject<HTMLElement | null>): Closing {
  const isLeft = useRef(false)
  return {
    onInteractOutside: (event) => {
      // The button itself closes what it opened.
      if (anchor.current?.contains(event.target as Node)) event.preventDefault()
      else isLeft.current = true
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      if (!isLeft.current) anchor.current?.focus()
    },
  }
}

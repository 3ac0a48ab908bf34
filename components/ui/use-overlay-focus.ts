'use client'

import { useRef } from 'react'

const fields =
  'input:not([type=hidden], :disabled), textarea:not(:disabled), [role=combobox]:not(:disabled)'
const reachable = '[tabindex="0"], a[href], button:not(:disabled)'

type OverlayFocus = {
  onOpenAutoFocus: (event: Event) => void
  onCloseAutoFocus: (event: Event) => void
}

/**
 * Focus of dialogs and panels that are opened by state, which Radix leaves on the page's body.
 *
 * On opening it goes to the first field, else to the overlay itself, never to the cross that closes
 * it (and on touch screens to no field, since that would raise the keyboard). On closing it returns
 * where it came from, or next to it when that is gone.
 *
 * @param isOpen Whether the overlay shows.
 * @param onOpen Chooses the first focus instead; it must prevent the event's default.
 */
export function useOverlayFocus(isOpen: boolean, onOpen?: (event: Event) => void): OverlayFocus {
  const origin = useRef<Element[]>([])
  const wasOpen = useRef(false)
  // Read while drawing: a menu that opened this overlay is gone from the page before any effect runs.
  if (isOpen && !wasOpen.current) origin.current = currentPath()
  wasOpen.current = isOpen
  return {
    onOpenAutoFocus: (event) => {
      if (origin.current.length === 0) origin.current = currentPath()
      if (onOpen) onOpen(event)
      else focusFirstField(event)
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      const nearest = origin.current.find((node) => node.isConnected)
      const isOrigin = nearest === origin.current[0]
      const target = isOrigin ? nearest : nearest?.querySelector(reachable)
      if (target instanceof HTMLElement) target.focus()
    },
  }
}

function focusFirstField(event: Event): void {
  const overlay = event.currentTarget
  if (!(overlay instanceof HTMLElement)) return
  event.preventDefault()
  const wanted = overlay.querySelector<HTMLElement>('[autofocus], [data-autofocus]')
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  const field = isTouch ? null : overlay.querySelector<HTMLElement>(fields)
  const target = wanted ?? field ?? overlay
  target.focus()
}

// A menu item is gone as soon as it is chosen; the button of its menu stays.
function originOf(focused: Element | null): Element | null {
  const menu = focused?.closest('[role=menu]')
  return (menu && document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`)) ?? focused
}

function currentPath(): Element[] {
  if (typeof document === 'undefined') return []
  const path: Element[] = []
  for (
    let node = originOf(document.activeElement);
    node && node !== document.body;
    node = node.parentElement
  )
    path.push(node)
  return path
}

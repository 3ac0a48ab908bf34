import { useEffect, useEffectEvent } from 'react'
import { hasSingleKeys } from '@/lib/view-memory'

type GlobalKeys = {
  /** Ctrl-K or ⌘K, wherever the focus is. */
  onFind: () => void
  /** Keys of one character and what they do; they can be turned off. */
  singles: Readonly<Record<string, () => void>>
}

// Places where a letter means something already: text, and lists that jump to what is typed.
const typing =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox]'

/**
 * Keys of the whole console. One-character keys never fire while somebody types, over a dialog, or
 * once they are turned off (WCAG 2.1.4).
 */
export function useGlobalKeys({ onFind, singles }: GlobalKeys): void {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      if (event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      if (!isOverlaid()) onFind()
      return
    }
    const act = Object.hasOwn(singles, event.key) ? singles[event.key] : undefined
    const isTaken = event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)
    if (!act || isTaken || isOverlaid() || !hasSingleKeys()) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => listen(event)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(typing) !== null
}

function isOverlaid(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null
}

'use client'

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { hasSingleKeys } from '@/lib/view-memory'

type RowKeysOptions = {
  ids: readonly string[]
  /** The table's root, to tell its own keys from those of menus drawn elsewhere. */
  root: RefObject<HTMLElement | null>
  onOpen: ((id: string) => void) | undefined
  onToggle?: (id: string, isRange: boolean) => void
  onExtend?: (from: string, to: string) => void
  onToggleAll?: () => void
  onClear?: (() => void) | undefined
  /** Any other key on the row at hand; tells whether it meant something. */
  onKey: (key: string, id: string) => boolean
  /** `j`, `k` and arrows come here when nothing on the page has the focus. */
  takesPageKeys: boolean
  pageSize: () => number
}

export type RowKeys = {
  /** Index of the one row that Tab reaches. -1 without rows. */
  activeIndex: number
  activate: (id: string) => void
  /** Called by the active row once it is drawn: true when it should take the focus. */
  takeFocusWish: () => boolean
  onKeyDown: (event: KeyboardEvent) => void
}

/** Moves a roving focus over rows by keyboard and hands row keys to their actions. */
export function useRowKeys(options: RowKeysOptions): RowKeys {
  const { ids, root, takesPageKeys } = options
  const [activeId, setActiveId] = useState<string>()
  const lastIndex = useRef(0)
  const wantsFocus = useRef(false)
  const found = activeId === undefined ? -1 : ids.indexOf(activeId)
  // When the active row is deleted its successor takes its place.
  const activeIndex = found === -1 ? Math.min(lastIndex.current, ids.length - 1) : found
  useEffect(() => {
    lastIndex.current = Math.max(0, activeIndex)
  }, [activeIndex])

  const moveTo = (index: number) => {
    const target = ids[Math.min(ids.length - 1, Math.max(0, index))]
    if (target === undefined) return
    setActiveId(target)
    // The row at hand is not drawn again, so it would never learn of the wish.
    if (target === ids[activeIndex]) focusRow(root.current, target)
    else wantsFocus.current = true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !isOwn(event, root.current)) return
    const step = stepOf(event.key, options.pageSize())
    const here = ids[activeIndex]
    const isOnRow = (event.target as HTMLElement).getAttribute('role') === 'row'
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'a' || !options.onToggleAll || !isOnRow) return
      options.onToggleAll()
    } else if (event.altKey) return
    else if (step !== undefined) {
      const to = activeIndex + step
      const next = ids[Math.min(ids.length - 1, Math.max(0, to))]
      if (event.shiftKey && here !== undefined && next !== undefined) options.onExtend?.(here, next)
      moveTo(to)
    } else if (here === undefined || !runRowKey(event, here, isOnRow, options)) return
    event.preventDefault()
  }

  const fromPage = useRef(moveTo)
  useEffect(() => {
    fromPage.current = moveTo
  })
  useEffect(() => {
    if (!takesPageKeys) return
    const listen = (event: globalThis.KeyboardEvent) => {
      const isFree = document.activeElement === null || document.activeElement === document.body
      if (!isFree || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      if (!['j', 'k', 'ArrowDown', 'ArrowUp'].includes(event.key)) return
      if (event.key.length === 1 && !hasSingleKeys()) return
      event.preventDefault()
      // The first key only says where the rows are; the next ones move.
      fromPage.current(lastIndex.current)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [takesPageKeys])

  return {
    activeIndex,
    activate: setActiveId,
    takeFocusWish: () => {
      const isWanted = wantsFocus.current
      wantsFocus.current = false
      return isWanted
    },
    onKeyDown,
  }
}

/** How many rows a key moves, if it is one that moves. */
export function stepOf(key: string, page: number): number | undefined {
  if (key === 'ArrowDown' || key === 'j' || key === 'J') return 1
  if (key === 'ArrowUp' || key === 'k' || key === 'K') return -1
  if (key === 'PageDown') return page
  if (key === 'PageUp') return -page
  if (key === 'Home') return Number.NEGATIVE_INFINITY
  if (key === 'End') return Number.POSITIVE_INFINITY
  return undefined
}

function runRowKey(
  event: KeyboardEvent,
  id: string,
  isOnRow: boolean,
  { onOpen, onToggle, onClear, onKey }: RowKeysOptions,
): boolean {
  const { key, shiftKey } = event
  // On a button or link inside the row these keys press that one.
  if ((key === 'Enter' || key === ' ') && !isOnRow) return false
  if (key === 'Enter' && onOpen) onOpen(id)
  else if ((key === 'x' || key === 'X' || key === ' ') && onToggle) onToggle(id, shiftKey)
  else if (key === 'Escape' && onClear) onClear()
  else return onKey(key, id)
  return true
}

function isOwn(event: KeyboardEvent, root: HTMLElement | null): boolean {
  const target = event.target as HTMLElement
  // React also hands over keys from menus and dialogs that a row opened.
  if (!root?.contains(target)) return false
  return target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') === null
}

function focusRow(root: HTMLElement | null, id: string) {
  root?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`)?.focus()
}

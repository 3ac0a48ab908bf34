'use client'

import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef, useState } from 'react'

type VirtualRowsOptions = {
  scroller: RefObject<HTMLDivElement | null>
  ids: readonly string[]
  /** Always drawn, so that it keeps the focus while it is out of sight. */
  activeIndex: number
  isDense: boolean
  onEndReached: (() => void) | undefined
}

export type VirtualRows = {
  /** Rows to draw, with their offset in pixels; the offset is `undefined` in plain flow. */
  items: { index: number; start: number | undefined }[]
  /** Height of all rows together, once rows are virtual. */
  totalSize: number | undefined
  measure: ((node: Element | null) => void) | undefined
  pageSize: () => number
}

// Fewer rows cost nothing, and can be searched with the browser's own search.
const plainUpTo = 30
// Drawn by the server, which does not know the height: a screen of 1080 pixels is full.
const firstDrawn = 24
const rowHeight = 36
const denseRowHeight = 28
const cardHeight = 148
// Equals the container query in the row styles (`@max-2xl/table`).
const cardsBelow = 672
const nearEnd = 12

/** Decides which rows exist in the page: all of a few, or those in sight once the height is known. */
export function useVirtualRows({
  scroller,
  ids,
  activeIndex,
  isDense,
  onEndReached,
}: VirtualRowsOptions): VirtualRows {
  const size = useSize(scroller)
  const isCards = size.width > 0 && size.width < cardsBelow
  const estimate = isCards ? cardHeight : isDense ? denseRowHeight : rowHeight
  const isVirtual = size.height > 0 && ids.length > plainUpTo
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: ids.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => ids[index] ?? index,
    initialRect: size,
    overscan: 4,
    // React 19 warns when state is flushed from inside a lifecycle.
    useFlushSync: false,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const range = Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
      if (activeIndex >= 0 && activeIndex < from) return [activeIndex, ...range]
      if (activeIndex > to && activeIndex < count) return [...range, activeIndex]
      return range
    },
  })
  useMeasureAgain(virtualizer, estimate)
  const isNearEnd =
    size.height > 0 && lastInSight(virtualizer, isVirtual, ids.length) >= ids.length - nearEnd
  useEndReached(isNearEnd, ids.at(-1), onEndReached)

  const items = isVirtual
    ? virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start }))
    : ids
        .slice(0, size.height > 0 ? plainUpTo : firstDrawn)
        .map((_, index) => ({ index, start: undefined }))
  return {
    items,
    totalSize: isVirtual ? virtualizer.getTotalSize() : undefined,
    measure: isVirtual ? virtualizer.measureElement : undefined,
    pageSize: () => Math.max(1, Math.floor(size.height / estimate) - 2),
  }
}

function lastInSight(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  isVirtual: boolean,
  count: number,
): number {
  return isVirtual ? (virtualizer.range?.endIndex ?? 0) : count - 1
}

function useMeasureAgain(virtualizer: Virtualizer<HTMLDivElement, Element>, estimate: number) {
  const before = useRef(estimate)
  useEffect(() => {
    if (before.current === estimate) return
    before.current = estimate
    virtualizer.measure()
  }, [virtualizer, estimate])
}

function useEndReached(
  isNearEnd: boolean,
  lastId: string | undefined,
  onEndReached: (() => void) | undefined,
) {
  const askedAfter = useRef<string>(undefined)
  useEffect(() => {
    // Once per last row: the next page brings another one, a failed page is for the person to retry.
    if (!isNearEnd || onEndReached === undefined || askedAfter.current === lastId) return
    askedAfter.current = lastId
    onEndReached()
  }, [isNearEnd, lastId, onEndReached])
}

// A table that comes back after a visit elsewhere has the size it had, and draws only what is in sight.
let lastSize = { width: 0, height: 0 }

function useSize(ref: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState(lastSize)
  useEffect(() => {
    const node = ref.current
    if (node === null) return
    const observer = new ResizeObserver(() =>
      setSize((before) =>
        before.width === node.clientWidth && before.height === node.clientHeight
          ? before
          : { width: node.clientWidth, height: node.clientHeight },
      ),
    )
    observer.observe(node)
    return () => observer.disconnect()
  }, [ref])
  useEffect(() => {
    lastSize = size
  }, [size])
  return size
}

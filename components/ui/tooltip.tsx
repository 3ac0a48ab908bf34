'use client'

import { Slot } from 'radix-ui'
import {
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

export type TooltipProps = {
  content: ReactNode
  /** One focusable element. */
  children: ReactElement
  side?: TooltipSide
  /** Milliseconds before it shows. */
  delay?: number
  /** The content repeats the element's name and need not be read out again. */
  isName?: boolean
}

// Long enough to move the pointer onto the box.
const leaveDelay = 100

/**
 * A short hint on hover and on keyboard focus. Never the only place of a needed fact. It costs
 * nothing until it shows: rows of a table hold many.
 */
export function Tooltip({ content, children, side = 'top', delay = 350, isName }: TooltipProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (node: HTMLElement) => {
    clearTimeout(timer.current)
    // What the element has opened itself must not be covered.
    timer.current = setTimeout(() => node.dataset.state !== 'open' && setAnchor(node), delay)
  }
  const hide = (wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(null), wait)
  }
  return (
    <>
      <Slot.Root
        aria-describedby={anchor && !isName ? id : undefined}
        onPointerEnter={(event: React.PointerEvent<HTMLElement>) => {
          if (event.pointerType !== 'touch') show(event.currentTarget)
        }}
        onPointerLeave={() => hide(leaveDelay)}
        onPointerDown={() => hide(0)}
        onFocus={(event: React.FocusEvent<HTMLElement>) => {
          if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget)
        }}
        onBlur={() => hide(0)}
        onKeyDown={() => hide(0)}
      >
        {children}
      </Slot.Root>
      {anchor && (
        <TooltipBox
          id={id}
          anchor={anchor}
          side={side}
          onEnter={() => clearTimeout(timer.current)}
          onLeave={() => hide(leaveDelay)}
        >
          {content}
        </TooltipBox>
      )}
    </>
  )
}

type TooltipBoxProps = {
  id: string
  anchor: HTMLElement
  side: TooltipSide
  onEnter: () => void
  onLeave: () => void
  children: ReactNode
}

function TooltipBox({ id, anchor, side, onEnter, onLeave, children }: TooltipBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const node = box.current
    if (node === null) return
    const { x, y } = placeBeside(anchor.getBoundingClientRect(), node.getBoundingClientRect(), side)
    node.style.translate = `${x}px ${y}px`
  })
  useEffect(() => {
    // What scrolls or is taken away leaves its hint behind.
    window.addEventListener('scroll', onLeave, true)
    return () => window.removeEventListener('scroll', onLeave, true)
  })
  return createPortal(
    <div
      ref={box}
      id={id}
      role="tooltip"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="pointer-events-auto fixed top-0 left-0 z-60 w-max max-w-72 animate-fade text-pretty rounded-sm bg-tip px-2 py-1 text-on-tip text-xs shadow-high"
    >
      {children}
    </div>,
    document.body,
  )
}

type Box = { top: number; left: number; width: number; height: number }

const gap = 6
const edge = 8

function placeBeside(anchor: Box, box: Box, wanted: TooltipSide): { x: number; y: number } {
  const { innerWidth, innerHeight } = window
  const fits: Record<TooltipSide, boolean> = {
    top: anchor.top - gap - box.height >= edge,
    bottom: anchor.top + anchor.height + gap + box.height <= innerHeight - edge,
    left: anchor.left - gap - box.width >= edge,
    right: anchor.left + anchor.width + gap + box.width <= innerWidth - edge,
  }
  const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const
  const side = !fits[wanted] && fits[opposite[wanted]] ? opposite[wanted] : wanted
  const across = anchor.left + (anchor.width - box.width) / 2
  const along = anchor.top + (anchor.height - box.height) / 2
  const at = {
    top: { x: across, y: anchor.top - gap - box.height },
    bottom: { x: across, y: anchor.top + anchor.height + gap },
    left: { x: anchor.left - gap - box.width, y: along },
    right: { x: anchor.left + anchor.width + gap, y: along },
  }[side]
  const clamp = (value: number, room: number) => Math.max(edge, Math.min(value, room - edge))
  return { x: clamp(at.x, innerWidth - box.width), y: clamp(at.y, innerHeight - box.height) }
}

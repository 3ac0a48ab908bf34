import { clsx } from 'clsx'
import { Fragment, type ReactNode } from 'react'
import { visiblePieces } from './visible-characters'

/** A text somebody else chose: cannot reorder what is around it, and hides no characters. */
export function SafeText({ text, className }: { text: string; className?: string }) {
  return (
    <bdi className={className}>
      <SafePieces text={text} />
    </bdi>
  )
}

/** The same without a wrapper of its own. */
export function SafePieces({ text }: { text: string }) {
  return visiblePieces(text).map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place
    if (piece.kind === 'text') return <Fragment key={index}>{piece.text}</Fragment>
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place
        key={index}
        className={clsx(
          'mx-px rounded-xs bg-warn-soft px-0.5 align-baseline font-mono text-[0.75em] text-warn',
        )}
      >
        {piece.code}
      </span>
    )
  })
}

/** A sentence of ours that may name what somebody else chose, or anything else that can be drawn. */
export function SafeNode({ children }: { children: ReactNode }) {
  return typeof children === 'string' ? <SafePieces text={children} /> : children
}

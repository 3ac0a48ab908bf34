import { clsx } from 'clsx'
import { SafePieces } from './safe-text'
import { splitForMiddle, visibleText } from './visible-characters'
import { VisuallyHidden } from './visually-hidden'

type MiddleTruncateProps = {
  text: string
  /** Characters of the end that always stay in sight. */
  tail?: number
  className?: string
}

/**
 * A long name on one line, cut in the middle when there is no room: ends such as `-amd64.img` tell
 * images apart. The whole text is the tooltip and what screen readers hear.
 */
export function MiddleTruncate({ text, tail = 10, className }: MiddleTruncateProps) {
  const [head, end] = splitForMiddle(text, tail)
  const whole = visibleText(text)
  return (
    <span title={whole} className={clsx('inline-flex min-w-0 max-w-full', className)}>
      {end === '' ? (
        <bdi className="min-w-0 truncate">
          <SafePieces text={head} />
        </bdi>
      ) : (
        <>
          <VisuallyHidden>{whole}</VisuallyHidden>
          <bdi aria-hidden className="flex min-w-0 whitespace-pre">
            {/* Not `truncate`: its nowrap would swallow a blank at the seam. */}
            <span className="min-w-0 overflow-hidden text-ellipsis whitespace-pre">
              <SafePieces text={head} />
            </span>
            <span className="shrink-0">
              <SafePieces text={end} />
            </span>
          </bdi>
        </>
      )}
    </span>
  )
}

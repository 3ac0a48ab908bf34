import { Fragment } from 'react'
import { SafePieces } from './safe-text'

/** A text of several lines that somebody else chose; line ends are shown as such, not as characters. */
export function SafeLines({ text, className }: { text: string; className?: string }) {
  return (
    <bdi className={className}>
      {text.split(/\r\n|\n/).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity beyond their place
        <Fragment key={index}>
          {index > 0 && <br />}
          <SafePieces text={line} />
        </Fragment>
      ))}
    </bdi>
  )
}

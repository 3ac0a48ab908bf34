'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ImageLimit } from '@/lib/image-limits'

type Props = { count: number; limit: ImageLimit; className?: string }

// From here on the limit is worth the reader's eye.
const near = 0.9

/** How much of a limit is used. Quiet until it is nearly reached. */
export function LimitNote({ count, limit, className }: Props) {
  const t = useTranslations()
  const isOver = count > limit.most
  const isNear = count >= limit.most * near
  const source = t(limit.isNamed ? 'kit.limit.named' : 'kit.limit.usual')
  return (
    <p
      role="status"
      title={source}
      className={clsx(
        'tabular text-sm',
        isOver ? 'font-medium text-bad' : isNear ? 'text-warn' : 'text-ink-muted',
        className,
      )}
    >
      {t(isOver ? 'kit.limit.over' : 'kit.limit.used', { count, most: limit.most })}
      {isNear && <span className="ms-2 font-normal text-ink-muted">{source}</span>}
    </p>
  )
}

'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { Spinner } from '@/components/ui/spinner'

type LoadingNoteProps = {
  /** What is being read; without it just "Loading…". */
  children?: string
  /** Heard but not seen, beside skeletons. */
  hidden?: boolean
  className?: string
}

/** Says that something is on its way. */
export function LoadingNote({ children, hidden, className }: LoadingNoteProps) {
  const t = useTranslations()
  const words = children ?? t('kit.loading')
  if (hidden) {
    return (
      <p role="status" className="sr-only">
        {words}
      </p>
    )
  }
  return (
    <p role="status" className={clsx('flex items-center gap-2 text-ink-muted text-sm', className)}>
      <Spinner />
      {words}
    </p>
  )
}

'use client'

import { clsx } from 'clsx'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { AppError } from '@/lib/errors'
import { ErrorNote } from './error-note'

type QueryErrorProps = {
  error: AppError | Error
  /** Usually the query's `refetch`. */
  onRetry?: () => void
  /** The query's `isFetching`. */
  retrying?: boolean
  title?: ReactNode
  className?: string
}

/** Stands where data would stand when it could not be read. */
export function QueryError({ error, onRetry, retrying, title, className }: QueryErrorProps) {
  const t = useTranslations()
  return (
    <div className={clsx('mx-auto w-full max-w-2xl p-4', className)}>
      <ErrorNote
        error={error}
        title={title}
        actions={
          onRetry && (
            <Button size="sm" icon={<RotateCw aria-hidden />} loading={retrying} onClick={onRetry}>
              {t('kit.retry')}
            </Button>
          )
        }
      />
    </div>
  )
}

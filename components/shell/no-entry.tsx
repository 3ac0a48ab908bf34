'use client'

import { useTranslations } from 'next-intl'
import { ErrorNote } from '@/components/feedback/error-note'
import { AppError, type AppErrorInit } from '@/lib/errors'

type Problem = Pick<AppErrorInit, 'code'> & {
  detail: string | undefined
  requestId: string | undefined
}

/** Shown inside the frame when a project cannot be opened; the switcher above leads elsewhere. */
export function NoEntry({ problem }: { problem: Problem }) {
  const t = useTranslations()
  const { code, detail, requestId } = problem
  const hasNoRole = code === 'forbidden' || code === 'not_found'
  return (
    <section className="mx-auto mt-16 flex w-full min-w-0 max-w-lg flex-col gap-4 p-6">
      {hasNoRole && (
        <>
          <h1 className="font-semibold text-ink text-xl">{t('auth.noRole.title')}</h1>
          <p>{t('auth.noRole.lead')}</p>
        </>
      )}
      <ErrorNote
        error={
          new AppError({
            code,
            status: 0,
            ...(detail ? { detail } : {}),
            ...(requestId ? { requestId } : {}),
          })
        }
      />
    </section>
  )
}

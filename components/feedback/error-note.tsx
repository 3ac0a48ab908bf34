'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { SafeText } from '@/components/ui/safe-text'
import { type AppError, isAppError } from '@/lib/errors'
import { RequestId } from './request-id'

export type ErrorNoteProps = {
  /** An `AppError`; anything else is shown as a failure of the dashboard itself. */
  error: AppError | Error
  /** What failed, where the code's own words are too general: "Could not delete ubuntu-24.04". */
  title?: ReactNode
  /** Buttons, such as a retry. */
  actions?: ReactNode
  onDismiss?: () => void
  /** `alert` is heard at once and is right after an action; `note` for what is simply there. */
  role?: 'alert' | 'note'
  className?: string
}

const services: Record<string, string> = { identity: 'Keystone', image: 'Glance' }

/**
 * The one drawing of a failure: our words for its code, what to do, the service's own sentence, and
 * the request id to copy. What the person stopped (`aborted`) draws nothing.
 */
export function ErrorNote({
  error,
  title,
  actions,
  onDismiss,
  role = 'alert',
  className,
}: ErrorNoteProps) {
  const t = useTranslations()
  if (isAppError(error, 'aborted')) return null
  const { code, detail, requestId, extra } = isAppError(error)
    ? error
    : { code: 'internal' as const, detail: undefined, requestId: undefined, extra: undefined }
  const seconds = Number(extra?.retryAfter)
  return (
    <Alert
      tone="bad"
      role={role}
      title={title ?? t(`errors.${code}.title`)}
      actions={actions}
      onDismiss={onDismiss}
      dismissLabel={t('kit.close')}
      className={className}
    >
      {title !== undefined && <p>{t(`errors.${code}.title`)}.</p>}
      <p>{t(`errors.${code}.help`)}</p>
      {typeof extra?.circuit === 'string' && (
        <p>{t('kit.circuit', { service: services[extra.circuit] ?? extra.circuit })}</p>
      )}
      {seconds > 0 && <p>{t('kit.retryAfter', { seconds })}</p>}
      {detail !== undefined && (
        <p className="thin-scroll mt-2 max-h-32 overflow-y-auto border-bad/40 border-s-2 ps-2 text-ink text-sm">
          <SafeText text={detail} />
        </p>
      )}
      {requestId !== undefined && <RequestId id={requestId} className="mt-1" />}
    </Alert>
  )
}

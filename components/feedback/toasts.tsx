'use client'

import { CircleCheck, Info, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { SafeNode } from '@/components/ui/safe-text'
import { type AppError, isAppError } from '@/lib/errors'
import { ErrorNote } from './error-note'
import { showToast } from './toast-corner'

type ToastOptions = {
  description?: ReactNode
  /** One thing to do about it, such as an undo. Closes the toast. */
  action?: { label: string; onSelect: () => void }
  /** A toast with the same id takes the place of the old one. */
  id?: string
}

const shownFor = 5000
// An undo must be reachable by keyboard, which takes longer than reading.
const shownForAction = 10_000

/** Says that something was done: "Deactivated ubuntu-24.04". */
export function toastDone(message: ReactNode, options: ToastOptions = {}): void {
  show('done', message, options)
}

/** Tells something that is neither success nor failure. */
export function toastNote(message: ReactNode, options: ToastOptions = {}): void {
  show('note', message, options)
}

/**
 * Shows the failure of something that has no place of its own on the screen. Stays until it is
 * closed; what the person stopped, and the end of the session, show nothing here.
 *
 * @param title What failed: "Could not deactivate ubuntu-24.04".
 */
export function toastError(error: AppError | Error, title?: ReactNode): void {
  if (isAppError(error, 'aborted') || isAppError(error, 'unauthenticated')) return
  showToast(
    (onClose) => (
      <ErrorNote error={error} title={title} onDismiss={onClose} className="shadow-high" />
    ),
    { duration: Number.POSITIVE_INFINITY },
  )
}

function show(
  kind: 'done' | 'note',
  message: ReactNode,
  { description, action, id }: ToastOptions,
) {
  showToast(
    (onClose) => (
      <ToastCard
        kind={kind}
        message={message}
        description={description}
        action={action}
        onClose={onClose}
      />
    ),
    { ...(id === undefined ? {} : { id }), duration: action ? shownForAction : shownFor },
  )
}

type ToastCardProps = {
  kind: 'done' | 'note'
  message: ReactNode
  description: ReactNode
  action: ToastOptions['action']
  onClose: () => void
}

function ToastCard({ kind, message, description, action, onClose }: ToastCardProps) {
  const t = useTranslations()
  return (
    <div className="flex items-start gap-2.5 rounded-lg border border-line bg-panel py-2 ps-3 pe-2 text-base text-ink shadow-high">
      {kind === 'done' ? (
        <CircleCheck aria-hidden className="mt-1.5 size-4 shrink-0 text-ok" />
      ) : (
        <Info aria-hidden className="mt-1.5 size-4 shrink-0 text-accent" />
      )}
      <div className="wrap-anywhere min-w-0 flex-1 py-1">
        <p>
          <SafeNode>{message}</SafeNode>
        </p>
        {description !== undefined && <p className="text-ink-muted text-sm">{description}</p>}
      </div>
      {action !== undefined && (
        <Button
          size="sm"
          onClick={() => {
            action.onSelect()
            onClose()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton size="sm" label={t('kit.close')} onClick={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}

import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { SafeNode } from './safe-text'
import { type Tone, toneText } from './tone'

export type AlertTone = 'info' | 'ok' | 'warn' | 'bad'

export type AlertProps = {
  tone: AlertTone
  title?: ReactNode
  children?: ReactNode
  /** Buttons below the text. */
  actions?: ReactNode
  /** `alert` for what appears after an action and must be heard at once, `status` for news. */
  role?: 'alert' | 'status' | 'note'
  onDismiss?: () => void
  dismissLabel?: string
  className?: string
}

const looks: Record<
  AlertTone,
  { tone: Tone; Icon: ComponentType<{ className?: string }>; box: string }
> = {
  info: { tone: 'accent', Icon: Info, box: 'border-line bg-panel' },
  ok: { tone: 'ok', Icon: CircleCheck, box: 'border-ok/35 bg-ok-tint' },
  warn: { tone: 'warn', Icon: TriangleAlert, box: 'border-warn/35 bg-warn-tint' },
  bad: { tone: 'bad', Icon: CircleAlert, box: 'border-bad/35 bg-bad-tint' },
}

/** A message that stays where it belongs. */
export function Alert({
  tone,
  title,
  children,
  actions,
  role,
  onDismiss,
  dismissLabel,
  className,
}: AlertProps) {
  const look = looks[tone]
  return (
    <div
      role={role}
      className={clsx(
        'flex min-w-0 items-start gap-2.5 rounded-lg border px-3 py-2.5',
        look.box,
        className,
      )}
    >
      <look.Icon className={clsx('mt-0.5 size-4 shrink-0', toneText[look.tone])} />
      <div className="min-w-0 flex-1">
        {title !== undefined && (
          <p className="wrap-anywhere font-semibold text-ink">
            <SafeNode>{title}</SafeNode>
          </p>
        )}
        {children !== undefined && <div className="text-ink-soft wrap-anywhere">{children}</div>}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
      {onDismiss !== undefined && (
        <button
          type="button"
          aria-label={dismissLabel}
          onClick={onDismiss}
          className="-my-0.5 -me-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  )
}

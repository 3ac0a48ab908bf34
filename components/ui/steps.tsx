import { clsx } from 'clsx'
import { Check, Minus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Spinner } from './spinner'

export type StepState = 'done' | 'current' | 'todo' | 'failed' | 'skipped'

export type Step = {
  id: string
  label: ReactNode
  state: StepState
  detail?: ReactNode
}

type StepsProps = {
  /** Accessible name of the list. */
  label: string
  steps: readonly Step[]
  /** The words screen readers hear for each state. */
  stateLabels: Record<StepState, string>
  className?: string
}

const marks: Record<StepState, { look: string; icon: ReactNode }> = {
  done: { look: 'border-ok bg-ok-soft text-ok', icon: <Check aria-hidden strokeWidth={2.5} /> },
  current: { look: 'border-busy bg-busy-soft text-busy', icon: <Spinner /> },
  todo: { look: 'border-control bg-panel', icon: null },
  failed: { look: 'border-bad bg-bad-soft text-bad', icon: <X aria-hidden strokeWidth={2.5} /> },
  skipped: { look: 'border-control bg-sunken text-ink-muted', icon: <Minus aria-hidden /> },
}

/** The stages of a longer job, top to bottom. */
export function Steps({ label, steps, stateLabels, className }: StepsProps) {
  return (
    <ol aria-label={label} className={clsx('flex flex-col', className)}>
      {steps.map((step) => (
        <li
          key={step.id}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="group relative flex gap-3 pb-4 last:pb-0"
        >
          <span className="absolute start-2.5 top-5 bottom-0 -ms-px w-0.5 bg-line group-last:hidden" />
          <span
            className={clsx(
              'relative z-1 flex size-5 shrink-0 items-center justify-center rounded-full border [&_svg]:size-3',
              marks[step.state].look,
            )}
          >
            {marks[step.state].icon}
          </span>
          <div className="min-w-0">
            <p className={clsx(step.state === 'todo' ? 'text-ink-muted' : 'font-medium')}>
              {step.label}
              <span className="sr-only"> {stateLabels[step.state]}</span>
            </p>
            {step.detail !== undefined && (
              <div className="tabular text-ink-muted text-sm">{step.detail}</div>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

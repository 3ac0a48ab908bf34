'use client'

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { Spinner } from '@/components/ui/spinner'
import { ErrorNote } from './error-note'
import type { ConfirmObject, ObjectState } from './use-object-run'

type ObjectListProps = {
  objects: readonly ConfirmObject[]
  states: ReadonlyMap<string, ObjectState>
}

const shownAtMost = 100

/** Names what an action is done to and, once it runs, how each fared. */
export function ObjectList({ objects, states }: ObjectListProps) {
  const t = useTranslations()
  // Failures first once there are any: they are what is left to do.
  const sorted = [...objects].sort(
    (a, b) => Number(isFailed(states, b.id)) - Number(isFailed(states, a.id)),
  )
  const more = objects.length - shownAtMost
  return (
    <ul
      aria-label={t('kit.confirm.objects', { count: objects.length })}
      className="thin-scroll max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line bg-canvas"
    >
      {sorted.slice(0, shownAtMost).map((object) => (
        <ObjectRow key={object.id} object={object} state={states.get(object.id)} />
      ))}
      {more > 0 && (
        <li className="px-3 py-2 text-ink-muted">{t('kit.confirm.more', { count: more })}</li>
      )}
    </ul>
  )
}

function isFailed(states: ReadonlyMap<string, ObjectState>, id: string): boolean {
  return states.get(id)?.step === 'failed'
}

function ObjectRow({ object, state }: { object: ConfirmObject; state: ObjectState | undefined }) {
  const t = useTranslations()
  return (
    <li className="px-3 py-2">
      <div className="flex min-w-0 items-center gap-2">
        {state && <StateIcon step={state.step} />}
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <MiddleTruncate text={object.name || object.id} className="font-medium" />
          {object.name !== '' && (
            <span className="truncate font-mono text-ink-muted text-xs">{object.id}</span>
          )}
        </span>
        {state ? (
          <span className="shrink-0 text-ink-muted text-sm">{t(`kit.confirm.${state.step}`)}</span>
        ) : (
          object.note !== undefined && (
            <span className="shrink-0 text-ink-muted text-sm">{object.note}</span>
          )
        )}
      </div>
      {state?.step === 'failed' && <ErrorNote error={state.error} className="mt-2" />}
    </li>
  )
}

function StateIcon({ step }: { step: ObjectState['step'] }) {
  if (step === 'running') return <Spinner className="text-busy" />
  if (step === 'done') return <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
  if (step === 'failed') return <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
  return <CircleDashed aria-hidden className="size-4 shrink-0 text-ink-muted" />
}

'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import type { BulkRun } from '@/lib/bulk/runs'
import { useRuns } from '@/lib/bulk/use-runs'
import { RunCard } from './run-card'
import { RunLine } from './run-line'

/**
 * The bulk changes of this window, at the foot of every page: one line until it is opened, so that
 * they go on in sight while the person walks through the pages.
 */
export function OpenRunDock() {
  const t = useTranslations()
  const panelId = useId()
  const line = useRef<HTMLButtonElement>(null)
  const runs = useRuns()
  const [isOpen, setOpen] = useState(false)
  useUnloadWarning(runs.some(isUnderWay))

  const shown = runs.find(isUnderWay) ?? runs.at(-1)
  if (!shown) return null
  const close = () => {
    setOpen(false)
    line.current?.focus()
  }
  return (
    <section
      aria-label={t('bulk.run.title')}
      className="relative z-30 flex shrink-0 justify-end border-line border-t bg-panel print:hidden"
    >
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from any control inside
        <div
          id={panelId}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          className="thin-scroll absolute end-0 bottom-full max-h-[min(70vh,40rem)] w-140 max-w-full divide-y divide-line overflow-y-auto rounded-tl-lg border border-line border-e-0 border-b-0 bg-panel shadow-high"
        >
          {[...runs].reverse().map((run) => (
            <RunCard key={run.key} run={run} />
          ))}
        </div>
      )}
      <RunLine
        ref={line}
        run={shown}
        panelId={panelId}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      />
    </section>
  )
}

function isUnderWay({ phase }: BulkRun): boolean {
  return phase === 'running' || phase === 'queued' || phase === 'signedOut'
}

// What is left of a run is known to this page alone.
function useUnloadWarning(isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isActive])
}

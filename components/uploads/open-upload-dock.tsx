'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { uploadsQuery } from '@/lib/queries/uploads'
import { inDock, totalsOf } from '@/lib/upload/browser/totals'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { DockHandle } from './dock-handle'
import { DockTools } from './dock-tools'
import { needsFile, unfinishedOf } from './unfinished'
import { UploadRow } from './upload-row'
import { useCompanions } from './use-companions'

/**
 * The uploads of this window, at the foot of every page: one quiet line until it is opened. The line
 * has its own place, so that it never lies over a button. Also tells of uploads that an earlier visit
 * left unfinished.
 */
export function OpenUploadDock({ scope }: { scope: string }) {
  const t = useTranslations()
  const panelId = useId()
  const handle = useRef<HTMLButtonElement>(null)
  const { uploads, lanes } = useUploads()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(uploadsQuery(scope))
  useCompanions(scope)
  useTick(isOpen)

  const shown = inDock(uploads)
  const unfinished = unfinishedOf(data?.uploads ?? [], uploads).filter(needsFile).length
  if (shown.length === 0 && unfinished === 0) return null
  const totals = totalsOf(shown)
  const close = () => {
    setOpen(false)
    handle.current?.focus()
  }

  return (
    <section
      aria-label={t('uploads.dock.title')}
      className="relative z-30 flex shrink-0 justify-end border-line border-t bg-panel print:hidden"
    >
      {isOpen && shown.length > 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from any control inside
        <div
          id={panelId}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          className="absolute end-0 bottom-full flex w-104 max-w-full flex-col overflow-hidden rounded-tl-lg border border-line border-e-0 border-b-0 bg-panel shadow-high"
        >
          <DockTools uploads={shown} lanes={lanes} />
          <ul className="thin-scroll max-h-[min(60vh,32rem)] divide-y divide-line overflow-y-auto">
            {shown.map((upload) => (
              <UploadRow key={upload.key} upload={upload} />
            ))}
          </ul>
        </div>
      )}
      <DockHandle
        ref={handle}
        scope={scope}
        panelId={panelId}
        uploads={shown}
        totals={totals}
        unfinished={unfinished}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      />
    </section>
  )
}

// Speeds and waiting times run on even when nothing happens.
function useTick(isOn: boolean): void {
  const [, setTick] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000)
    return () => clearInterval(timer)
  }, [isOn])
}

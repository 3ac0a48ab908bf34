'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import type { Drift } from '@/lib/image-changes'
import { FieldName, VisibleValue } from './change-list'

type ConflictNoteProps = {
  drift: readonly Drift[]
  labelOf: (key: string) => string | undefined
  onTakeTheirs: (keys: string[]) => void
  onKeepMine: (keys: string[]) => void
}

/**
 * Tells which fields somebody else changed while they were being edited, and lets the person decide
 * for each. Draws nothing when there are none.
 */
export function ConflictNote({ drift, ...rest }: ConflictNoteProps) {
  return drift.length === 0 ? null : <OpenConflictNote drift={drift} {...rest} />
}

function OpenConflictNote({ drift, labelOf, onTakeTheirs, onKeepMine }: ConflictNoteProps) {
  const t = useTranslations()
  const box = useRef<HTMLDivElement>(null)
  // It may appear after a save far from where the person looks.
  useEffect(() => {
    // Newer browsers answer with a promise, which must not become the effect's clean-up.
    void box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const all = drift.map(({ key }) => key)
  return (
    <div ref={box} className="scroll-mb-24">
      <Alert
        tone="warn"
        role="alert"
        title={t('image.conflict.title', { count: drift.length })}
        actions={
          drift.length > 1 && (
            <>
              <Button size="sm" onClick={() => onTakeTheirs(all)}>
                {t('image.conflict.takeAllTheirs')}
              </Button>
              <Button size="sm" onClick={() => onKeepMine(all)}>
                {t('image.conflict.keepAllMine')}
              </Button>
            </>
          )
        }
      >
        <p>{t('image.conflict.lead')}</p>
        <ul className="mt-2 flex flex-col gap-3">
          {drift.map((one) => {
            const words = labelOf(one.key) ?? one.key
            return (
              <li key={one.key} className="border-warn/40 border-s-2 ps-2">
                <FieldName name={one.key} label={labelOf(one.key)} />
                <dl className="mt-0.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
                  <DriftLine label={t('image.conflict.seen')} name={one.key} value={one.seen} />
                  <DriftLine label={t('image.conflict.theirs')} name={one.key} value={one.theirs} />
                  <DriftLine label={t('image.conflict.mine')} name={one.key} value={one.mine} />
                </dl>
                <div className="mt-1.5 flex flex-wrap gap-2">
                  <Button
                    size="sm"
                    aria-label={`${t('image.conflict.takeTheirs')}: ${words}`}
                    onClick={() => onTakeTheirs([one.key])}
                  >
                    {t('image.conflict.takeTheirs')}
                  </Button>
                  <Button
                    size="sm"
                    aria-label={`${t('image.conflict.keepMine')}: ${words}`}
                    onClick={() => onKeepMine([one.key])}
                  >
                    {t('image.conflict.keepMine')}
                  </Button>
                </div>
              </li>
            )
          })}
        </ul>
      </Alert>
    </div>
  )
}

type DriftLineProps = { label: string; name: string; value: Drift['mine'] | undefined }

function DriftLine({ label, name, value }: DriftLineProps) {
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd className="wrap-anywhere">
        <VisibleValue name={name} value={value} />
      </dd>
    </>
  )
}

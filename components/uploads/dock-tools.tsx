'use client'

import { Bell, BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { isEnded, type Upload } from '@/lib/upload/browser/upload'
import { canNotify, isNotifying, setNotifying } from './notify'

const choices = ['1', '2', '3', '4', '6'] as const

/** What concerns all uploads: how many at once, the note at the end, clearing away. */
export function DockTools({ uploads, lanes }: { uploads: readonly Upload[]; lanes: number }) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const finished = uploads.filter((upload) => isEnded(upload) && upload.stage.phase !== 'failed')
  return (
    <div className="flex items-center gap-2 border-line border-b bg-sunken/50 px-3 py-1.5 text-sm">
      <span aria-hidden className="text-ink-muted">
        {t('uploads.dock.lanes')}
      </span>
      <Select
        size="sm"
        aria-label={t('uploads.dock.lanesLabel')}
        options={choices.map((value) => ({ value, label: value }))}
        value={String(lanes)}
        onValueChange={(value) => engine.setLanes(Number(value))}
        className="w-16"
      />
      <NotifyButton />
      {finished.length > 0 && (
        <Button
          size="sm"
          variant="ghost"
          className="ms-auto"
          onClick={() => {
            for (const { key } of finished) engine.dismiss(key)
          }}
        >
          {t('uploads.dock.clear')}
        </Button>
      )}
    </div>
  )
}

function NotifyButton() {
  const t = useTranslations()
  const [isOn, setOn] = useState(false)
  const [canAsk, setCanAsk] = useState(true)
  useEffect(() => {
    setOn(isNotifying())
    setCanAsk(canNotify())
  }, [])
  const toggle = async () => {
    setOn(await setNotifying(!isOn))
    setCanAsk(canNotify())
  }
  return (
    <IconButton
      size="sm"
      label={t(isOn ? 'uploads.dock.notifyOff' : 'uploads.dock.notify')}
      aria-pressed={isOn}
      disabledReason={canAsk ? undefined : t('uploads.dock.notifyBlocked')}
      onClick={toggle}
    >
      {isOn ? <Bell aria-hidden className="text-accent" /> : <BellOff aria-hidden />}
    </IconButton>
  )
}

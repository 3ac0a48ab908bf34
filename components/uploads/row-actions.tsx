'use client'

import { ArrowDown, ArrowUp, EllipsisVertical, Fingerprint, Pause, Play, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { MenuItem } from '@/components/ui/menu-item'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { can } from '@/lib/upload/browser/machine'
import { isEnded, type Upload } from '@/lib/upload/browser/upload'
import { CancelDialog } from './cancel-dialog'

/** What can be done with one upload: pause, resume, cancel, its place in the line. */
export function RowActions({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const [isAsking, setAsking] = useState(false)
  const { key, imageName: name, stage, hasRecord } = upload
  // Nothing was made yet, so there is nothing to choose about.
  const isBare = stage.phase === 'failed' && !hasRecord
  return (
    <div className="-me-1 flex shrink-0 items-center">
      {can(upload, 'pause') && (
        <IconButton
          size="sm"
          label={t('uploads.row.pause', { name })}
          onClick={() => engine.pause(key)}
        >
          <Pause aria-hidden />
        </IconButton>
      )}
      {can(upload, 'resume') && (
        <IconButton
          size="sm"
          label={t('uploads.row.resume', { name })}
          onClick={() => engine.resume(key)}
        >
          <Play aria-hidden />
        </IconButton>
      )}
      {can(upload, 'cancel') && !isBare && (
        <IconButton
          size="sm"
          label={t('uploads.row.cancel', { name })}
          onClick={() => setAsking(true)}
        >
          <X aria-hidden />
        </IconButton>
      )}
      {isEnded(upload) && (isBare || !can(upload, 'cancel')) && (
        <IconButton
          size="sm"
          label={t('uploads.row.remove', { name })}
          onClick={() => engine.dismiss(key)}
        >
          <X aria-hidden />
        </IconButton>
      )}
      <MoreMenu upload={upload} />
      <CancelDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('uploads.cancel.title', { name })}
        onChoose={(choice) => engine.cancel(key, choice)}
      />
    </div>
  )
}

function MoreMenu({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const { key, imageName: name, stage, digest } = upload
  const isInLine = stage.phase === 'lined_up'
  const canHash = !isEnded(upload) && digest.state === 'off'
  if (!isInLine && !canHash) return null
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={t('uploads.row.more', { name })}>
          <EllipsisVertical aria-hidden />
        </IconButton>
      }
    >
      {isInLine && (
        <>
          <MenuItem icon={<ArrowUp aria-hidden />} onSelect={() => engine.move(key, 'forward')}>
            {t('uploads.row.sooner')}
          </MenuItem>
          <MenuItem icon={<ArrowDown aria-hidden />} onSelect={() => engine.move(key, 'back')}>
            {t('uploads.row.later')}
          </MenuItem>
        </>
      )}
      {canHash && (
        <MenuItem icon={<Fingerprint aria-hidden />} onSelect={() => engine.hash(key)}>
          {t('uploads.row.hash')}
        </MenuItem>
      )}
    </Menu>
  )
}

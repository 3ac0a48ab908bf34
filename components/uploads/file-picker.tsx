'use client'

import { clsx } from 'clsx'
import { FolderOpen, UploadCloud } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDropzone } from 'react-dropzone'
import { Button } from '@/components/ui/button'
import { pickFiles } from './pick-files'

type FilePickerProps = {
  /** Once files are there, a single line is enough. */
  compact?: boolean
  multiple?: boolean
  label?: string
  onFiles: (files: File[]) => void
}

/** Where files are dropped, pasted or chosen. The button is the way for the keyboard. */
export function FilePicker({ compact = false, multiple = true, label, onFiles }: FilePickerProps) {
  const t = useTranslations()
  const { getRootProps, getInputProps, open, isDragActive, isProcessing } = useDropzone({
    multiple,
    noClick: true,
    noKeyboard: true,
    onDropAccepted: (files) => onFiles([...files]),
  })
  const choose = async () => {
    const files = await pickFiles(multiple)
    if (files === null) open()
    else if (files.length > 0) onFiles(files)
  }
  return (
    <div
      {...getRootProps({ role: 'group', 'aria-label': label ?? t('uploads.drop.label') })}
      className={clsx(
        'flex items-center gap-3 rounded-lg border border-dashed transition-colors',
        compact ? 'px-4 py-2' : 'flex-col px-6 py-12 text-center',
        isDragActive ? 'border-accent bg-accent-soft' : 'border-control/60 bg-panel',
      )}
    >
      <input {...getInputProps({ 'aria-label': label ?? t('uploads.drop.label') })} />
      <UploadCloud
        aria-hidden
        className={clsx('shrink-0 text-ink-muted', compact ? 'size-4' : 'size-8')}
      />
      <div className={clsx(compact && 'min-w-0 flex-1')}>
        <p className={clsx(!compact && 'font-semibold text-lg')}>
          {t(isDragActive ? 'uploads.drop.here' : 'uploads.drop.lead')}
        </p>
        {!compact && (
          <p className="mt-1 text-pretty text-ink-muted text-sm">{t('uploads.drop.hint')}</p>
        )}
      </div>
      <Button
        icon={<FolderOpen aria-hidden />}
        variant={compact ? 'secondary' : 'primary'}
        loading={isProcessing}
        onClick={choose}
      >
        {t(compact ? 'uploads.drop.more' : 'uploads.drop.choose')}
      </Button>
    </div>
  )
}

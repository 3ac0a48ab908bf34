'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { RecordChoice } from '@/lib/upload/browser/upload'

type CancelDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  onChoose: (choice: RecordChoice) => void
}

/** Giving up an upload: the image record goes with it, or stays queued. */
export function CancelDialog({ open, onOpenChange, title, onChoose }: CancelDialogProps) {
  const t = useTranslations()
  const choose = (choice: RecordChoice) => {
    onOpenChange(false)
    onChoose(choice)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={title}
      description={t('uploads.cancel.lead')}
      closeLabel={t('kit.close')}
      footer={
        <>
          <Button variant="ghost" className="me-auto" onClick={() => onOpenChange(false)}>
            {t('uploads.cancel.back')}
          </Button>
          <Button onClick={() => choose('keep')}>{t('uploads.cancel.keep')}</Button>
          <Button variant="danger" onClick={() => choose('delete')}>
            {t('uploads.cancel.delete')}
          </Button>
        </>
      }
    />
  )
}

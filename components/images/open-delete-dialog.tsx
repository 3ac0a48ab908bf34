'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ShieldOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toastDone, toastError } from '@/components/feedback/toasts'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type Actor, type RuledImage, refusalOf } from '@/lib/image-rules'
import { deleteImageMutation, patchImageMutation } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'

export type Doomed = RuledImage & Pick<Image, 'id' | 'name'>

export type DeleteDialogProps = {
  scope: string
  actor: Actor
  images: readonly Doomed[]
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Called when all are deleted, just before the dialog closes. */
  onDone?: () => void
}

/**
 * Asks before images are deleted and shows the outcome of each. Protected ones and those of other
 * projects stay out; the protection can be removed from here, and then a word must be typed.
 */
export function OpenDeleteDialog({
  scope,
  actor,
  open,
  onOpenChange,
  onDone,
  ...props
}: DeleteDialogProps) {
  const t = useTranslations()
  const client = useQueryClient()
  const remove = useMutation(deleteImageMutation(scope, client))
  // What is deleted leaves the list behind this dialog; its outcome must stay in sight all the same.
  const [images] = useState(props.images)
  const [unprotected, setUnprotected] = useState<readonly string[]>([])
  const now = images.map((image) =>
    unprotected.includes(image.id) ? { ...image, protected: false } : image,
  )
  const refused = (reason: 'protected' | 'foreign') =>
    now.filter((image) => refusalOf('delete', image, actor) === reason)
  const objects = now.filter((image) => !refusalOf('delete', image, actor))
  const count = objects.length
  const notes = (
    <>
      <ProtectedImages
        scope={scope}
        images={refused('protected')}
        onUnprotected={(id) => setUnprotected((before) => [...before, id])}
      />
      {refused('foreign').length > 0 && (
        <Alert tone="info">
          {t('image.delete.foreignLead', { count: refused('foreign').length })}
        </Alert>
      )}
    </>
  )
  const dialog = { open, onOpenChange }
  if (count === 0) {
    return (
      <Dialog {...dialog} title={t('image.delete.nothingLeft')} closeLabel={t('kit.close')}>
        <div className="flex flex-col gap-3">{notes}</div>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      // The dialog keeps the objects it was opened with.
      key={objects.map(({ id }) => id).join()}
      {...dialog}
      title={t('image.delete.title', { count })}
      actionLabel={t('image.delete.submit', { count })}
      objects={objects.map(({ id, name }) => ({ id, name: name ?? '' }))}
      typed={count > 1 || unprotected.length > 0 ? t('image.delete.word', { count }) : undefined}
      command={{ kind: 'delete', imageIds: objects.map(({ id }) => id) }}
      run={({ id }) => remove.mutateAsync(id)}
      onDone={() => {
        toastDone(t('image.done.deleted', { count }))
        onDone?.()
      }}
    >
      <div className="flex flex-col gap-3">
        <p>{t('image.delete.lead')}</p>
        {objects.some(({ visibility }) => visibility !== 'private') && (
          <p>{t('image.delete.others')}</p>
        )}
        {notes}
      </div>
    </ConfirmDialog>
  )
}

type ProtectedProps = {
  scope: string
  images: readonly Doomed[]
  onUnprotected: (id: string) => void
}

function ProtectedImages({ scope, images, onUnprotected }: ProtectedProps) {
  const t = useTranslations()
  const client = useQueryClient()
  const patch = useMutation(patchImageMutation(scope, client))
  if (images.length === 0) return null
  const changes = [{ key: 'protected', value: false, base: true }]
  const unprotect = async () => {
    for (const { id, name } of images) {
      await patch.mutateAsync({ imageId: id, changes }).then(
        () => onUnprotected(id),
        (error: Error) => toastError(error, t('image.done.failed', { name: name || id })),
      )
    }
  }
  return (
    <Alert
      tone="warn"
      actions={
        <Button
          size="sm"
          icon={<ShieldOff aria-hidden />}
          loading={patch.isPending}
          onClick={unprotect}
        >
          {t('image.delete.unprotect', { count: images.length })}
        </Button>
      }
    >
      {t('image.delete.protectedLead', { count: images.length })}
    </Alert>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChangeList } from '@/components/feedback/change-list'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ConflictNote } from '@/components/feedback/conflict-note'
import { toastDone } from '@/components/feedback/toasts'
import { Form } from '@/components/form/form'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SidePanel } from '@/components/ui/side-panel'
import { type Actor, refusalOf } from '@/lib/image-rules'
import { paths } from '@/lib/paths'
import { imageQuery } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'
import { EditFields } from './edit-fields'
import { useFieldLabels } from './use-field-labels'
import { useImageEdit } from './use-image-edit'

type Props = { scope: string; imageId: string; actor: Actor }

/** The edit form, a panel over the overview with an address of its own. */
export function EditPanel({ scope, imageId, actor }: Props) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  return image ? <OpenEditPanel scope={scope} image={image} actor={actor} /> : null
}

function OpenEditPanel({ scope, image, actor }: { scope: string; image: Image; actor: Actor }) {
  const t = useTranslations()
  const router = useRouter()
  const labelOf = useFieldLabels()
  const edit = useImageEdit(scope, image)
  const [isAsking, setAsking] = useState(false)
  const count = edit.changes.length
  const refusal = refusalOf('edit', image, actor)
  // Replaced, so that "back" leads to where the person came from.
  const leave = () => router.replace(paths.image(scope, image.id), { scroll: false })
  const close = () => (count > 0 && !edit.isSaving ? setAsking(true) : leave())

  const save = () =>
    edit.save().then(
      () => {
        toastDone(t('image.done.saved', { name: image.name || image.id, count }))
        leave()
      },
      // The form shows the error, or the fields that somebody else changed.
      () => undefined,
    )
  const reason = () => {
    if (refusal) return t(`image.refusals.${refusal}`)
    if (count === 0) return t('image.edit.nothingToSave')
    return edit.drift.length > 0 ? t('image.conflict.unresolved') : undefined
  }

  return (
    <SidePanel
      open
      onOpenChange={close}
      title={t('image.edit.title')}
      description={t('image.edit.lead')}
      closeLabel={t('kit.close')}
    >
      <Form
        form={edit.form}
        onSubmit={save}
        submitError={edit.error}
        loading={edit.isSaving}
        submitLabel={t('image.edit.save', { count })}
        submitDisabledReason={reason()}
        onCancel={close}
      >
        {refusal && <Alert tone="warn">{t(`image.refusals.${refusal}`)}</Alert>}
        <EditFields scope={scope} image={image} actor={actor} edit={edit} />
        <ConflictNote
          drift={edit.drift}
          labelOf={labelOf}
          onTakeTheirs={edit.takeTheirs}
          onKeepMine={edit.keepMine}
        />
        <CommandDisclosure
          command={
            count > 0 ? { kind: 'update', imageIds: [image.id], changes: edit.changes } : undefined
          }
        />
        {count > 0 && edit.drift.length === 0 && (
          <div className="thin-scroll sticky bottom-9 z-10 -mx-6 -mb-5 mt-auto max-h-44 overflow-y-auto border-line border-t bg-sunken px-6 py-3 touch:bottom-11">
            <ChangeList changes={edit.changes} labelOf={labelOf} />
          </div>
        )}
      </Form>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        size="sm"
        title={t('image.edit.discardTitle')}
        description={t('image.edit.discardLead', { count })}
        closeLabel={t('kit.close')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('image.edit.keepEditing')}</Button>
            <Button variant="danger" onClick={leave}>
              {t('image.edit.discard')}
            </Button>
          </>
        }
      />
    </SidePanel>
  )
}

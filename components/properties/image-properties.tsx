'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ChangeList } from '@/components/feedback/change-list'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ConflictNote } from '@/components/feedback/conflict-note'
import { ErrorNote } from '@/components/feedback/error-note'
import { toastDone } from '@/components/feedback/toasts'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { isAppError } from '@/lib/errors'
import { type Actor, refusalOf } from '@/lib/image-rules'
import { imageQuery, patchImageMutation } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'
import { PropertyEditor } from './property-editor'
import { TagEditor } from './tag-editor'
import { type ImageDraft, useImageDraft } from './use-image-draft'
import { useLeaveWarning } from './use-leave-warning'

type Props = { scope: string; imageId: string; actor: Actor }

/** Custom properties and tags of an image, edited together and saved in one go. */
export function ImageProperties({ scope, imageId, actor }: Props) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  return image ? <Editors scope={scope} image={image} actor={actor} /> : null
}

function Editors({ scope, image, actor }: { scope: string; image: Image; actor: Actor }) {
  const t = useTranslations()
  const draft = useImageDraft(image)
  const refusal = refusalOf('edit', image, actor)
  useLeaveWarning(draft.changes.length > 0)
  return (
    <div className="flex flex-col gap-4">
      {refusal && (
        <Alert tone="info">
          {t('properties.notEditable', { reason: t(`image.refusals.${refusal}`) })}
        </Alert>
      )}
      <TagEditor draft={draft} isReadOnly={refusal !== undefined} />
      <PropertyEditor
        scope={scope}
        image={image}
        draft={draft}
        isReadOnly={refusal !== undefined}
      />
      {draft.changes.length > 0 && <Pending scope={scope} image={image} draft={draft} />}
    </div>
  )
}

/** What will be sent, always in sight while there is something to send. */
function Pending({ scope, image, draft }: { scope: string; image: Image; draft: ImageDraft }) {
  const t = useTranslations()
  const client = useQueryClient()
  const patch = useMutation(patchImageMutation(scope, client))
  const { changes, drift } = draft
  const count = changes.length
  const labelOf = (key: string) => (key === 'tags' ? t('properties.tags.title') : undefined)
  const isDrift =
    isAppError(patch.error, 'conflict') && patch.error.extra?.changedKeys !== undefined
  const save = () =>
    patch.mutate(
      { imageId: image.id, changes },
      {
        onSuccess: () => {
          draft.discard()
          toastDone(t('image.done.saved', { name: image.name || image.id, count }))
        },
      },
    )
  return (
    <section
      aria-label={t('properties.pending.title')}
      className="sticky bottom-3 z-10 flex flex-col gap-3 rounded-lg border border-line bg-panel p-4 shadow-high"
    >
      <ConflictNote
        drift={drift}
        labelOf={labelOf}
        onTakeTheirs={draft.takeTheirs}
        onKeepMine={draft.keepMine}
      />
      {patch.error && !isDrift && <ErrorNote error={patch.error} />}
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="mb-1.5 font-semibold">{t('properties.pending.title')}</h2>
          <div className="thin-scroll max-h-40 overflow-y-auto">
            <ChangeList changes={changes} labelOf={labelOf} />
          </div>
          <CommandDisclosure
            className="mt-1.5"
            command={{ kind: 'update', imageIds: [image.id], changes }}
          />
        </div>
        <div className="flex gap-2">
          <Button onClick={draft.discard} disabled={patch.isPending}>
            {t('properties.pending.discard')}
          </Button>
          <Button
            variant="primary"
            loading={patch.isPending}
            disabledReason={drift.length > 0 ? t('image.conflict.unresolved') : undefined}
            onClick={save}
          >
            {t('properties.pending.save', { count })}
          </Button>
        </div>
      </div>
    </section>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useZodForm } from '@/components/form/use-zod-form'
import { isAppError } from '@/lib/errors'
import { changesBetween, changesLeft, driftOf, keysThatDiffer, moveOn } from '@/lib/image-changes'
import type { Actor } from '@/lib/image-rules'
import { patchImageMutation } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'
import {
  type ImageEdit,
  imageEditOf,
  imageEditSchema,
  isFormField,
  wantedOf,
} from '@/lib/schemas/image-edit'

/**
 * The edit form over an image that may change under it: fields nobody touched follow Glance, those
 * the person changed are compared with what they saw.
 */
export function useImageEdit(scope: string, image: Image) {
  const client = useQueryClient()
  const [seen, setSeen] = useState(image)
  const form = useZodForm(imageEditSchema, { defaultValues: imageEditOf(image) })
  const typed = useWatch({ control: form.control }) as ImageEdit
  const changes = changesLeft(changesBetween(seen, wantedOf(seen, typed)), image)
  const drift = driftOf(changes, image)
  const patch = useMutation(patchImageMutation(scope, client))

  const takeTheirs = (keys: readonly string[]) => {
    const moved = moveOn(seen, image, keys)
    setSeen(moved)
    const values = imageEditOf(moved)
    for (const key of keys) if (isFormField(key)) form.setValue(key, values[key])
  }
  const followImage = useEffectEvent(() => {
    const touched = changes.map(({ key }) => key)
    const others = keysThatDiffer(seen, image).filter((key) => !touched.includes(key))
    if (others.length > 0) takeTheirs(others)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when Glance's image changes
  useEffect(() => followImage(), [image])

  const isDrift =
    isAppError(patch.error, 'conflict') && patch.error.extra?.changedKeys !== undefined
  return {
    form,
    seen,
    typed,
    changes,
    drift,
    takeTheirs,
    keepMine: (keys: readonly string[]) => setSeen(moveOn(seen, image, keys)),
    save: () => patch.mutateAsync({ imageId: image.id, changes }),
    isSaving: patch.isPending,
    /** A conflict is told by the drift, field by field. */
    error: isDrift ? null : patch.error,
  }
}

/** What every part of the edit form gets. */
export type EditFieldsProps = {
  scope: string
  image: Image
  actor: Actor
  edit: ReturnType<typeof useImageEdit>
}

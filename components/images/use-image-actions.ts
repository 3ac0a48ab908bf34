import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { toastDone, toastError } from '@/components/feedback/toasts'
import { imageActionMutation, patchImageMutation } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'

type Acted = Pick<Image, 'id' | 'name' | 'protected' | 'os_hidden'>

const flips = {
  protect: { key: 'protected', value: true },
  unprotect: { key: 'protected', value: false },
  hide: { key: 'os_hidden', value: true },
  show: { key: 'os_hidden', value: false },
} as const
type Flip = keyof typeof flips

/**
 * What can be done to an image at once, without a form: the outcome is told in the corner, with an
 * undo where Glance can take it back.
 */
export function useImageActions(scope: string, image: Acted) {
  const t = useTranslations()
  const client = useQueryClient()
  const patch = useMutation(patchImageMutation(scope, client))
  const act = useMutation(imageActionMutation(scope, client))
  const name = image.name || image.id

  const settle = (work: Promise<unknown>, words: string, undo?: () => Promise<unknown>) =>
    work.then(
      () => {
        const action = undo && {
          label: t('image.done.undo'),
          onSelect: () => void settle(undo(), t('image.done.undone', { name })),
        }
        toastDone(words, action ? { action } : {})
      },
      (error: Error) => toastError(error, t('image.done.failed', { name })),
    )

  const set = (key: string, value: boolean) =>
    patch.mutateAsync({ imageId: image.id, changes: [{ key, value, base: !value }] })
  const activate = (action: 'deactivate' | 'reactivate') =>
    act.mutateAsync({ imageId: image.id, action })

  return {
    isBusy: patch.isPending || act.isPending,
    flip: (action: Flip) => {
      const { key, value } = flips[action]
      return settle(set(key, value), t(`image.done.${action}`, { name }), () => set(key, !value))
    },
    /** Without words of its own: the dialog that asked shows how it went. */
    deactivate: () => activate('deactivate'),
    sayDeactivated: () =>
      settle(Promise.resolve(), t('image.done.deactivated', { name }), () =>
        activate('reactivate'),
      ),
    reactivate: () =>
      settle(activate('reactivate'), t('image.done.reactivated', { name }), () =>
        activate('deactivate'),
      ),
  }
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ErrorNote } from '@/components/feedback/error-note'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Actor, refusalOf } from '@/lib/image-rules'
import { patchImageMutation } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'
import { visibilities } from '@/lib/schemas/image-states'

type Props = { scope: string; image: Image; actor: Actor }

/** Why an image has no members, and the way to share it. */
export function NotShared({ scope, image, actor }: Props) {
  const t = useTranslations()
  const patch = useMutation(patchImageMutation(scope, useQueryClient()))
  const refusal = refusalOf('edit', image, actor)
  const known = visibilities.find((one) => one === image.visibility)
  const changes = [{ key: 'visibility', value: 'shared', base: image.visibility }]
  const share = () => patch.mutate({ imageId: image.id, changes })
  return (
    <Card>
      <EmptyState
        icon={<UserPlus />}
        heading="h2"
        title={t('members.notShared.title')}
        action={
          <Button
            variant="primary"
            loading={patch.isPending}
            disabledReason={refusal && t(`image.refusals.${refusal}`)}
            onClick={share}
          >
            {t('members.notShared.make')}
          </Button>
        }
      >
        <p>
          {t('members.notShared.lead', {
            visibility: known ? t(`kit.visibility.${known}`) : image.visibility,
          })}
        </p>
        {known && known !== 'shared' && <p className="mt-2">{t(`members.notShared.${known}`)}</p>}
        <p className="mt-2">{t('members.notShared.kept')}</p>
        {!refusal && (
          <CommandDisclosure
            className="mt-4 text-start"
            command={{ kind: 'update', imageIds: [image.id], changes }}
          />
        )}
        {patch.error && <ErrorNote error={patch.error} className="mt-4 text-start" />}
      </EmptyState>
    </Card>
  )
}

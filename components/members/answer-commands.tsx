'use client'

import { useTranslations } from 'next-intl'
import { ShowCommand } from '@/components/feedback/show-command'
import type { ImageRow } from '@/lib/schemas/image'
import type { Answer } from './use-answers'

type AnswerCommandsProps = {
  images: readonly ImageRow[]
  possible: readonly Answer[]
  projectId: string
}

/** The answers that can be given to the chosen offers, as commands. */
export function AnswerCommands({ images, possible, projectId }: AnswerCommandsProps) {
  const t = useTranslations()
  const choices = possible.map((status) => ({
    label: t(`members.offers.${status}.submit`, { count: images.length }),
    command: {
      kind: 'answer' as const,
      imageIds: images.map(({ id }) => id),
      memberId: projectId,
      status,
    },
  }))
  return <ShowCommand choices={choices} />
}

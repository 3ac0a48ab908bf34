import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { toastDone, toastError } from '@/components/feedback/toasts'
import { type ConfirmObject, useObjectRun } from '@/components/feedback/use-object-run'
import { answerOfferMutation } from '@/lib/queries/members'
import type { ImageRow } from '@/lib/schemas/image'
import type { MemberStatus } from '@/lib/schemas/member'

// One message at a time: the next answer takes the place of the last one's.
const toastId = 'answered-offers'

export type Answer = Exclude<MemberStatus, 'pending'>

/**
 * Answers offers. Those that Glance refuses are kept to be shown with its sentence; those that went
 * through can be taken back from the corner.
 *
 * @param before The answer that the offers have now, which an undo brings back.
 */
export function useAnswers(scope: string, projectId: string, before: MemberStatus) {
  const t = useTranslations()
  const mutation = useMutation(answerOfferMutation(scope, projectId, useQueryClient()))
  const to = useRef<Answer>('accepted')
  const done = useRef<ConfirmObject[]>([])
  const [given, setGiven] = useState<readonly ConfirmObject[]>([])
  const run = useObjectRun(async (object) => {
    await mutation.mutateAsync({ imageId: object.id, status: to.current })
    done.current.push(object)
  })

  const undo = async (objects: readonly ConfirmObject[]) => {
    const outcomes = await Promise.allSettled(
      objects.map(({ id }) => mutation.mutateAsync({ imageId: id, status: before })),
    )
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
    if (failed.length < outcomes.length)
      toastDone(t('members.offers.undone', { count: outcomes.length - failed.length }), {
        id: toastId,
      })
    if (failed[0]) toastError(failed[0].reason as Error)
  }

  const give = async (images: readonly ImageRow[], answer: Answer) => {
    to.current = answer
    done.current = []
    const objects = images.map(({ id, name }) => ({ id, name: name ?? '' }))
    setGiven(objects)
    await run.start(objects)
    const gone = done.current
    const [first] = gone
    if (!first) return
    const words =
      gone.length === 1
        ? t(`members.offers.${answer}.doneOne`, { name: first.name || first.id })
        : t(`members.offers.${answer}.doneMany`, { count: gone.length })
    toastDone(words, {
      id: toastId,
      action: { label: t('image.done.undo'), onSelect: () => void undo(gone) },
    })
  }

  return {
    give,
    isRunning: run.isRunning,
    states: run.states,
    failed: given.filter(({ id }) => run.states.get(id)?.step === 'failed'),
  }
}

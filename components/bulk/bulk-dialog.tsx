'use client'

import { useTranslations } from 'next-intl'
import { useId, useMemo, useState } from 'react'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ObjectList } from '@/components/feedback/object-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import type { BulkAction, BulkImage, BulkKind } from '@/lib/bulk/action'
import { commandOf } from '@/lib/bulk/command'
import { liveRuns } from '@/lib/bulk/live-runs'
import { planOf } from '@/lib/bulk/plan'
import type { Actor } from '@/lib/image-rules'
import { ActionFields, isSimple, startOf } from './action-fields'
import { PlanNote } from './plan-note'

type Props = {
  scope: string
  actor: Actor
  kind: BulkKind
  images: readonly BulkImage[]
  onClose: () => void
  /** Called when the run has begun. */
  onStarted: () => void
}

const noStates = new Map<string, never>()

/** Asks what exactly is to be done, says to which images and to which not, and begins the run. */
export function BulkDialog({ scope, actor, kind, images, onClose, onStarted }: Props) {
  const t = useTranslations()
  const id = useId()
  const [action, setAction] = useState<BulkAction | undefined>(() => startOf(kind))
  const [typed, setTyped] = useState('')
  const plan = useMemo(() => action && planOf(action, images, actor), [action, images, actor])
  const count = plan?.todo.length ?? images.length
  const needsWord = kind === 'delete' && count > 1
  const word = t('image.delete.word', { count })
  const fault = () => {
    if (!plan) return t(`bulk.incomplete.${lacking(kind)}`)
    if (count === 0) return t('bulk.plan.none')
    return needsWord && typed.trim() !== word ? t('kit.confirm.typeMismatch') : undefined
  }
  const begin = () => {
    if (!action || !plan || fault()) return
    liveRuns().runs.start(scope, action, plan)
    onClose()
    onStarted()
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`bulk.do.${kind}`, { count: images.length })}
      closeLabel={t('kit.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button
            type="submit"
            form={id}
            variant={kind === 'delete' ? 'danger' : 'primary'}
            disabledReason={fault()}
          >
            {t(`bulk.do.${kind}`, { count })}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          begin()
        }}
      >
        {isSimple(kind) && <p className="text-ink-soft">{t(`bulk.lead.${kind}`)}</p>}
        <ActionFields scope={scope} kind={kind} images={images} onChange={setAction} />
        {action && plan && <PlanNote action={action} plan={plan} />}
        <ObjectList
          objects={(plan?.todo ?? images).map(({ id, name }) => ({ id, name: name ?? '' }))}
          states={noStates}
        />
        <CommandDisclosure command={action && plan && commandOf(action, plan.todo)} />
        {needsWord && <WordField id={`${id}-word`} word={word} typed={typed} onType={setTyped} />}
      </form>
    </Dialog>
  )
}

type WordProps = { id: string; word: string; typed: string; onType: (typed: string) => void }

function WordField({ id, word, typed, onType }: WordProps) {
  const t = useTranslations()
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {t.rich('kit.confirm.type', {
          word: () => <code className="select-all rounded-xs bg-sunken px-1">{word}</code>,
        })}
      </Label>
      <Input
        id={id}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        mono
      />
    </div>
  )
}

function lacking(kind: BulkKind) {
  if (kind === 'share') return 'projects'
  if (kind === 'copy') return 'stores'
  if (kind === 'visibility') return 'visibility'
  return kind === 'setProperty' || kind === 'removeProperty' ? 'property' : 'tags'
}

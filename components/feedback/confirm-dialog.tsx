'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Progress } from '@/components/ui/progress'
import type { ImageCommand } from '@/lib/commands/command'
import { CommandDisclosure } from './command-disclosure'
import { ObjectList } from './object-list'
import { type ConfirmObject, useObjectRun } from './use-object-run'

export type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** "Delete 3 images?" */
  title: ReactNode
  /** What it means and what cannot be undone. */
  children?: ReactNode
  /** What it is done to; named in the dialog. Kept as they were when the dialog opened. */
  objects: readonly ConfirmObject[]
  /** The same as a command, for those who script. */
  command?: ImageCommand | undefined
  /** What will happen: "Delete 3 images". */
  actionLabel: string
  tone?: 'danger' | 'primary'
  /** A word or name that must be typed first, for what cannot be undone. Choose one a person can type. */
  typed?: string
  /** Does it to one object; a rejection is shown beside that object. */
  run: (object: ConfirmObject) => Promise<unknown>
  /** Called when all are done, just before the dialog closes itself. */
  onDone?: () => void
}

/** Asks before something is done to one or many objects, does it, and shows the outcome of each. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.open ? <OpenConfirmDialog {...props} /> : null
}

function OpenConfirmDialog({
  onOpenChange,
  title,
  children,
  command,
  actionLabel,
  tone = 'danger',
  typed,
  onDone,
  ...props
}: ConfirmDialogProps) {
  const t = useTranslations()
  const formId = useId()
  const first = useRef<HTMLElement>(null)
  const [objects] = useState(props.objects)
  const [words, setWords] = useState('')
  const { states, isRunning, start, stop } = useObjectRun(props.run)
  const hasRun = states.size > 0 && !isRunning
  const left = objects.filter(({ id }) => states.get(id)?.step !== 'done')
  const isTypedRight = typed === undefined || words.trim() === typed.trim()

  const act = async () => {
    if (isRunning || !isTypedRight) return
    if (!(await start(left))) return
    onDone?.()
    onOpenChange(false)
  }

  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={title}
      closeLabel={t('kit.close')}
      locked={isRunning}
      onOpenAutoFocus={(event) => {
        event.preventDefault()
        first.current?.focus()
      }}
      footer={
        <>
          {isRunning && objects.length > 1 ? (
            <Button onClick={stop}>{t('kit.confirm.stop')}</Button>
          ) : (
            <Button
              ref={(node) => {
                if (typed === undefined) first.current = node
              }}
              disabled={isRunning}
              onClick={() => onOpenChange(false)}
            >
              {hasRun ? t('kit.close') : t('kit.cancel')}
            </Button>
          )}
          <Button
            type="submit"
            form={formId}
            variant={tone}
            loading={isRunning}
            disabledReason={isTypedRight ? undefined : t('kit.confirm.typeMismatch')}
          >
            {hasRun ? t('kit.confirm.retryFailed', { count: left.length }) : actionLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          act()
        }}
      >
        {children !== undefined && <div className="text-ink-soft">{children}</div>}
        <ObjectList objects={objects} states={states} />
        {hasRun && left.length > 0 && objects.length > 1 && (
          <p role="alert" className="font-medium text-bad">
            {left.length === objects.length
              ? t('kit.confirm.allFailed', { failed: left.length })
              : t('kit.confirm.partly', { failed: left.length, total: objects.length })}
          </p>
        )}
        {isRunning && objects.length > 1 && (
          <RunProgress done={objects.length - left.length} total={objects.length} />
        )}
        {command && states.size === 0 && <CommandDisclosure command={command} />}
        {typed !== undefined && states.size === 0 && (
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={`${formId}-typed`}>
              {t.rich('kit.confirm.type', {
                word: () => <code className="select-all rounded-xs bg-sunken px-1">{typed}</code>,
              })}
            </Label>
            <Input
              id={`${formId}-typed`}
              ref={(node) => {
                first.current = node
              }}
              value={words}
              onChange={(event) => setWords(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              mono
            />
          </div>
        )}
      </form>
    </Dialog>
  )
}

function RunProgress({ done, total }: { done: number; total: number }) {
  const t = useTranslations()
  const words = t('kit.confirm.progress', { done, total })
  return (
    <div className="flex flex-col gap-1.5">
      <Progress value={done / total} label={words} />
      <p role="status" className="tabular text-ink-muted text-sm">
        {words}
      </p>
    </div>
  )
}

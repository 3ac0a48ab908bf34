'use client'

import { Check, TextCursorInput, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Textarea } from '@/components/ui/textarea'
import type { Definition } from '@/lib/schemas/metadef'
import { sentValue, valueFault } from '@/lib/schemas/metadef-value'
import { DefinedInput } from './defined-input'
import { useDefinitionWords } from './use-definition-words'

type Props = {
  name: string
  start: string
  onApply: (value: string) => void
  onCancel: () => void
}

/** The value of a property being changed: by its definition where the cloud has one, or as text. */
export function ValueInput({
  definition,
  ...props
}: Props & { definition: Definition | undefined }) {
  const [isFree, setFree] = useState(definition === undefined)
  if (definition === undefined || isFree) return <FreeInput {...props} />
  return <DescribedInput {...props} definition={definition} onFree={() => setFree(true)} />
}

type DescribedProps = Props & { definition: Definition; onFree: () => void }

function DescribedInput({ name, start, onApply, onCancel, definition, onFree }: DescribedProps) {
  const t = useTranslations()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { limitsOf, faultWords } = useDefinitionWords()
  const [value, setValue] = useState(start)
  const [isChecked, setChecked] = useState(false)
  const fault = isChecked ? faultWords(valueFault(definition, value)) : undefined
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [])
  return (
    <form
      ref={form}
      noValidate
      className="flex items-start gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (!valueFault(definition, value)) onApply(sentValue(definition, value))
      }}
    >
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <DefinedInput
          definition={definition}
          value={value}
          onValueChange={setValue}
          label={t('properties.valueOf', { name })}
          aria-describedby={`${id}-note`}
          aria-invalid={fault === undefined ? undefined : true}
        />
        <p
          id={`${id}-note`}
          role={fault && 'alert'}
          className={fault ? 'text-bad text-sm' : 'text-ink-muted text-sm empty:hidden'}
        >
          {fault ?? limitsOf(definition)}
        </p>
      </div>
      <IconButton type="submit" label={t('properties.apply')}>
        <Check aria-hidden />
      </IconButton>
      <IconButton label={t('metadefs.input.asText')} onClick={onFree}>
        <TextCursorInput aria-hidden />
      </IconButton>
      <IconButton label={t('properties.cancelEdit')} onClick={onCancel}>
        <X aria-hidden />
      </IconButton>
    </form>
  )
}

function FreeInput({ name, start, onApply, onCancel }: Props) {
  const t = useTranslations()
  const [text, setText] = useState(start)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [])
  return (
    <form
      className="flex items-start gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(text)
      }}
    >
      <Textarea
        ref={box}
        aria-label={t('properties.valueOf', { name })}
        className="min-h-8"
        rows={1}
        value={text}
        maxLength={65535}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') onCancel()
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          onApply(text)
        }}
      />
      <IconButton type="submit" label={t('properties.apply')}>
        <Check aria-hidden />
      </IconButton>
      <IconButton label={t('properties.cancelEdit')} onClick={onCancel}>
        <X aria-hidden />
      </IconButton>
    </form>
  )
}

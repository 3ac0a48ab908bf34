'use client'

import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/textarea'
import { Field } from './field'

type Props = {
  text: string
  onTextChange: (text: string) => void
  /** What is wrong with the text. */
  error: string | undefined
}

// Definitions and properties are small; anything larger was chosen by mistake.
const mostBytes = 1024 * 1024

/** JSON from a file or from the clipboard. */
export function JsonSource({ text, onTextChange, error }: Props) {
  const t = useTranslations()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [tooLarge, setTooLarge] = useState<string>()
  const read = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > mostBytes ? file.name : undefined)
    if (file.size <= mostBytes) onTextChange(await file.text())
  }
  return (
    <div className="flex flex-col gap-3">
      <input
        ref={input}
        id={id}
        type="file"
        accept=".json,application/json"
        aria-label={t('kit.json.file')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void read(event.target.files?.[0])
          // The same file may be chosen again after it was changed.
          event.target.value = ''
        }}
      />
      <Button
        className="self-start"
        icon={<FileUp aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t('kit.json.choose')}
      </Button>
      <Field
        label={t('kit.json.paste')}
        error={tooLarge === undefined ? error : t('kit.json.tooLarge', { name: tooLarge })}
      >
        {({ 'aria-required': _, ...wiring }) => (
          <Textarea
            {...wiring}
            mono
            rows={6}
            className="max-h-56"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setTooLarge(undefined)
              onTextChange(event.target.value)
            }}
          />
        )}
      </Field>
    </div>
  )
}

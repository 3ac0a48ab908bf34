'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type NameFault, propertyNameFault } from '@/lib/image-changes'
import { type Defined, titleOf } from '@/lib/schemas/metadef-catalogue'
import { valueFault } from '@/lib/schemas/metadef-value'
import { useDefinitionWords } from './use-definition-words'

type Props = {
  existing: readonly string[]
  /** What the cloud says about properties, by name. */
  described: ReadonlyMap<string, Defined>
  onAdd: (name: string, value: string) => void
}

/** A line to add a custom property; Enter adds it and begins the next one. */
export function NewProperty({ existing, described, onAdd }: Props) {
  const t = useTranslations()
  const id = useId()
  const nameInput = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const [fault, setFault] = useState<NameFault>()
  const add = () => {
    const found = propertyNameFault(name.trim(), existing)
    setFault(found)
    nameInput.current?.focus()
    if (found) return
    onAdd(name.trim(), value)
    setName('')
    setValue('')
  }
  return (
    <form
      className="flex flex-col gap-1 border-line border-t px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <div className="flex flex-wrap gap-2">
        <Input
          ref={nameInput}
          className="min-w-40 flex-1 basis-40"
          mono
          aria-label={t('properties.addName')}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={fault && `${id}-fault`}
          placeholder={t('properties.name')}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setFault(undefined)
          }}
        />
        <Input
          className="min-w-40 flex-2 basis-60"
          aria-label={t('properties.addValue')}
          placeholder={t('properties.value')}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" icon={<Plus aria-hidden />}>
          {t('properties.add')}
        </Button>
      </div>
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-bad text-sm">
          {t(`properties.faults.${fault}`)}
        </p>
      )}
      <DescribedNote defined={described.get(name.trim())} value={value} />
    </form>
  )
}

/** Says that a name typed by hand is a described one, and whether the value fits; it may differ all the same. */
function DescribedNote({ defined, value }: { defined: Defined | undefined; value: string }) {
  const t = useTranslations()
  const { limitsOf, faultWords } = useDefinitionWords()
  const choices = defined?.definition.enum?.join(', ')
  const limits = choices || (defined && limitsOf(defined.definition))
  const fault =
    defined && value !== '' ? faultWords(valueFault(defined.definition, value)) : undefined
  return (
    <p role="status" className="wrap-anywhere text-ink-muted text-sm empty:hidden">
      {defined &&
        t(limits ? 'metadefs.add.describedLimits' : 'metadefs.add.described', {
          title: titleOf(defined),
          limits: limits ?? '',
        })}
      {fault && <span className="text-warn"> {fault}</span>}
    </p>
  )
}

'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field } from '@/components/form/field'
import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { SafeText } from '@/components/ui/safe-text'
import { type Defined, titleOf } from '@/lib/schemas/metadef-catalogue'
import { inputKindOf } from '@/lib/schemas/metadef-value'
import { DefinedInput } from './defined-input'
import { useDefinitionWords } from './use-definition-words'
import type { Picking } from './use-picked'

type Props = { defined: Defined; picking: Picking }

/** A described property to pick; once picked, its input stands below it. */
export function DefinitionRow({ defined, picking }: Props) {
  const t = useTranslations()
  const id = useId()
  const { name, definition } = defined
  const picked = picking.picked.get(name)
  const refusal = picking.refusalOf(defined)
  const description = definition.description?.trim()
  const notes = [refusal && `${id}-refusal`, description && `${id}-description`].filter(Boolean)
  return (
    <li
      data-property={name}
      className={clsx(
        'flex items-start gap-2.5 rounded-md px-2 py-2',
        picked && 'bg-accent-soft/30',
      )}
    >
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={picked !== undefined}
        disabled={refusal !== undefined}
        aria-describedby={notes.join(' ') || undefined}
        onCheckedChange={(checked) => (checked ? picking.pick([defined]) : picking.drop(name))}
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={clsx('font-medium', refusal && 'text-ink-muted')}>
            <SafeText text={titleOf(defined)} />
          </span>
          <code className="wrap-anywhere font-mono text-ink-soft text-sm">
            <SafeText text={name} />
          </code>
          <Badge>{t(`metadefs.kinds.${inputKindOf(definition)}`)}</Badge>
        </label>
        {refusal && (
          <p id={`${id}-refusal`} className="text-ink-muted text-sm italic">
            {t(`metadefs.add.refusals.${refusal}`)}
          </p>
        )}
        {description && (
          <p id={`${id}-description`} className="wrap-anywhere text-ink-muted text-sm">
            <SafeText text={description} />
          </p>
        )}
        {picked && <PickedField defined={defined} value={picked.value} picking={picking} />}
      </div>
    </li>
  )
}

function PickedField({ defined, value, picking }: Props & { value: string }) {
  const t = useTranslations()
  const { limitsOf, faultWords } = useDefinitionWords()
  const { name, definition } = defined
  const limits = limitsOf(definition)
  return (
    <Field
      className="mt-2"
      label={t('metadefs.input.value')}
      error={faultWords(picking.faultOf(name))}
      {...(limits === '' ? {} : { hint: limits })}
    >
      {({ 'aria-required': _, ...wiring }) => (
        <DefinedInput
          {...wiring}
          definition={definition}
          value={value}
          onValueChange={(next) => picking.set(defined, next)}
          label={t('properties.valueOf', { name })}
        />
      )}
    </Field>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'
import { MultiSelect } from '@/components/ui/multi-select'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Definition } from '@/lib/schemas/metadef'
import { booleanOf, inputKindOf, listOf, listText } from '@/lib/schemas/metadef-value'

type Props = {
  definition: Definition
  /** The text as the image would keep it. */
  value: string
  onValueChange: (value: string) => void
  /** Accessible name; also the words of a button that opens a list. */
  label: string
  id?: string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}

// More choices than one can look over are found by typing.
const fewChoices = 12

/** The control that fits a definition: choices, yes or no, numbers, lists or text. */
export function DefinedInput({ definition, value, onValueChange, label, ...wiring }: Props) {
  const kind = inputKindOf(definition)
  const props = { value, onValueChange, label, wiring }
  if (kind === 'choice') return <ChoiceInput {...props} choices={choicesOf(definition.enum)} />
  if (kind === 'boolean') return <BooleanInput {...props} />
  if (kind === 'list') return <ListInput {...props} definition={definition} />
  if (kind === 'object') {
    return (
      <Textarea
        {...wiring}
        mono
        aria-label={label}
        spellCheck={false}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    )
  }
  return (
    <Input
      {...wiring}
      aria-label={label}
      inputMode={kind === 'integer' ? 'numeric' : kind === 'number' ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
    />
  )
}

const choicesOf = (choices: readonly string[] | null | undefined) =>
  [...new Set(choices ?? [])].filter((choice) => choice !== '')

type PartProps = Pick<Props, 'value' | 'onValueChange' | 'label'> & {
  wiring: Omit<Props, 'definition' | 'value' | 'onValueChange' | 'label'>
}

function ChoiceInput({
  value,
  onValueChange,
  label,
  wiring,
  choices,
}: PartProps & { choices: string[] }) {
  const t = useTranslations()
  const options = choices.map((choice) => ({ value: choice, label: choice }))
  const common = { ...wiring, 'aria-label': label, onValueChange, className: 'w-full max-w-96' }
  if (choices.length <= fewChoices) {
    const chosen = choices.includes(value) ? value : undefined
    return (
      <Select
        {...common}
        options={options}
        value={chosen}
        placeholder={value === '' ? t('metadefs.input.choose') : value}
      />
    )
  }
  return (
    <Combobox
      {...common}
      choices={options}
      value={value === '' ? undefined : value}
      placeholder={t('metadefs.input.choose')}
      searchPlaceholder={t('metadefs.input.search')}
      emptyText={t('metadefs.input.noMatch')}
    />
  )
}

function BooleanInput({ value, onValueChange, label, wiring }: PartProps) {
  const isOn = booleanOf(value) === 'true'
  return (
    <span className="flex min-h-8 items-center gap-2.5">
      <Checkbox
        {...wiring}
        aria-label={label}
        checked={isOn}
        onCheckedChange={(checked) => onValueChange(String(checked))}
      />
      <code aria-hidden className="font-mono text-ink-soft text-sm">
        {String(isOn)}
      </code>
    </span>
  )
}

function ListInput({
  definition,
  value,
  onValueChange,
  label,
  wiring,
}: PartProps & { definition: Definition }) {
  const t = useTranslations()
  const choices = choicesOf(definition.items?.enum)
  if (choices.length === 0) {
    return (
      <Input
        {...wiring}
        aria-label={label}
        placeholder={t('metadefs.input.listPlaceholder')}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    )
  }
  return (
    <MultiSelect
      label={label}
      className="self-start"
      choices={choices.map((choice) => ({ value: choice, label: choice }))}
      values={listOf(definition, value)}
      onValuesChange={(values) => onValueChange(listText(definition, values))}
      searchPlaceholder={t('metadefs.input.search')}
      emptyText={t('metadefs.input.noMatch')}
    />
  )
}

import { Field, type FieldWords } from '@/components/form/field'
import { Input } from '@/components/ui/input'

type Props = FieldWords & {
  error?: string | undefined
  mono?: boolean
  value: string
  onValueChange: (value: string) => void
}

/** One line of text that tells every change. */
export function TextLine({ error, mono = false, value, onValueChange, ...words }: Props) {
  return (
    <Field {...words} error={error}>
      {(wiring) => (
        <Input
          {...wiring}
          mono={mono}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  )
}

'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { SafeText } from '@/components/ui/safe-text'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { type Definition, definitionTypes } from '@/lib/schemas/metadef'

type Props = {
  label: string
  definitions: Record<string, Definition>
  /** Names that an object asks for. */
  required?: readonly string[]
  /** Without these the table is only read. */
  onEdit?: ((name: string) => void) | undefined
  onRemove?: ((name: string) => void) | undefined
  /** Why nothing can be removed. */
  removeRefusal?: string | undefined
}

/** Described properties with their types and limits. */
export function DefinitionTable({
  label,
  definitions,
  required = [],
  onEdit,
  onRemove,
  removeRefusal,
}: Props) {
  const t = useTranslations()
  const rows = Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <div className="thin-scroll overflow-x-auto">
      <Table aria-label={label} className="min-w-72 table-fixed">
        <thead>
          <tr>
            <Th className="w-2/5 ps-4">{t('metadefs.property.name')}</Th>
            <Th>{t('metadefs.property.meaning')}</Th>
            {onEdit && (
              <Th className="w-22">
                <span className="sr-only">{t('properties.actions')}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, definition]) => (
            <Tr key={name}>
              <Td className="py-2 ps-4 align-top">
                <code className="wrap-anywhere font-mono text-sm">
                  <SafeText text={name} />
                </code>
                <span className="mt-1 flex flex-wrap gap-1">
                  <Badge>{typeWords(t, definition.type)}</Badge>
                  {required.includes(name) && (
                    <Badge tone="busy">{t('metadefs.property.requiredShort')}</Badge>
                  )}
                  {definition.readonly && <Badge>{t('metadefs.property.readonlyShort')}</Badge>}
                </span>
              </Td>
              <Td className="wrap-anywhere py-2 align-top">
                <Meaning definition={definition} />
              </Td>
              {onEdit && (
                <Td className="py-1 align-top">
                  <span className="flex justify-end gap-1">
                    <IconButton
                      size="sm"
                      label={t('metadefs.edit', { name })}
                      onClick={() => onEdit(name)}
                    >
                      <Pencil aria-hidden />
                    </IconButton>
                    <IconButton
                      size="sm"
                      label={t('metadefs.remove', { name })}
                      disabledReason={removeRefusal}
                      onClick={() => onRemove?.(name)}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </span>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function typeWords(
  t: ReturnType<typeof useTranslations<never>>,
  type: string | null | undefined,
): string {
  const known = definitionTypes.find((one) => one === type)
  return known ? t(`metadefs.types.${known}`) : (type ?? t('kit.unknown'))
}

function Meaning({ definition }: { definition: Definition }) {
  const t = useTranslations()
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, items } = definition
  const bounds = [
    ['minimum', minimum],
    ['maximum', maximum],
    ['minLength', minLength],
    ['maxLength', maxLength],
    ['minItems', minItems],
    ['maxItems', maxItems],
    ['pattern', pattern],
    ['default', definition.default],
  ] as const
  const choices = definition.enum ?? items?.enum ?? []
  const facts = bounds.filter(
    ([name, value]) =>
      value !== null &&
      value !== undefined &&
      value !== '' &&
      !(name === 'minLength' && value === 0),
  )
  return (
    <>
      <span className="font-medium">
        <SafeText text={definition.title ?? ''} />
      </span>
      {definition.description && (
        <p className="text-ink-soft text-sm">
          <SafeText text={definition.description} />
        </p>
      )}
      {choices.length > 0 && (
        <p className="text-ink-muted text-sm">
          {t('metadefs.property.choices')}: <SafeText text={choices.join(', ')} />
        </p>
      )}
      {facts.length > 0 && (
        <p className="text-ink-muted text-sm">
          {facts
            .map(([name, value]) => `${t(`metadefs.property.${name}`)}: ${String(value)}`)
            .join(' · ')}
        </p>
      )}
    </>
  )
}

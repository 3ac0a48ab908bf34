import { useTranslations } from 'next-intl'
import type { Definition } from '@/lib/schemas/metadef'
import { inputKindOf, type ValueFault } from '@/lib/schemas/metadef-value'

/** Limits and faults of described values in the language of the page. */
export function useDefinitionWords() {
  const t = useTranslations()

  const limitsOf = (definition: Definition): string => {
    const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = definition
    const kind = inputKindOf(definition)
    const isNumber = kind === 'integer' || kind === 'number'
    const parts = [
      kind === 'integer' && t('metadefs.limits.integer'),
      kind === 'number' && t('metadefs.limits.number'),
      kind === 'object' && t('metadefs.limits.object'),
      kind === 'list' && t('metadefs.limits.list'),
      isNumber && range(minimum, maximum, 'number'),
      kind === 'text' && range(minLength || null, maxLength, 'length'),
      kind === 'list' && range(minItems || null, maxItems, 'items'),
      kind === 'text' && pattern && t('metadefs.limits.pattern', { pattern }),
    ]
    return parts.filter(Boolean).join(' · ')
  }

  const range = (
    least: number | null | undefined,
    most: number | null | undefined,
    of: 'number' | 'length' | 'items',
  ): string => {
    const [hasLeast, hasMost] = [typeof least === 'number', typeof most === 'number']
    if (hasLeast && hasMost) {
      return t(`metadefs.limits.${of}Range`, { least: least ?? 0, most: most ?? 0 })
    }
    if (hasLeast) return t(`metadefs.limits.${of}Least`, { least: least ?? 0 })
    return hasMost ? t(`metadefs.limits.${of}Most`, { most: most ?? 0 }) : ''
  }

  const faultWords = (found: ValueFault | undefined): string | undefined => {
    if (!found) return undefined
    if ('limit' in found) return t(`metadefs.faults.${found.fault}`, { limit: found.limit })
    if ('count' in found) return t(`metadefs.faults.${found.fault}`, { count: found.count })
    if ('pattern' in found) return t('metadefs.faults.pattern', { pattern: found.pattern })
    return t(`metadefs.faults.${found.fault}`)
  }

  return { limitsOf, faultWords }
}

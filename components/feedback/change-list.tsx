'use client'

import { ArrowRight, Minus, Pencil, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement } from 'react'
import { SafeLines } from '@/components/ui/safe-lines'
import { SafeText } from '@/components/ui/safe-text'
import type { Value } from '@/lib/image-changes'
import type { ImageChange } from '@/lib/schemas/image'

type ChangeListProps = {
  changes: readonly ImageChange[]
  /** How people know a field; custom properties are shown by their own name. */
  labelOf: (key: string) => string | undefined
}

/** What will be sent to Glance, one line for each field: before and after. */
export function ChangeList({ changes, labelOf }: ChangeListProps) {
  const t = useTranslations()
  return (
    <ul aria-label={t('image.changes.label')} className="flex flex-col gap-1.5 text-sm">
      {changes.flatMap((change) =>
        Array.isArray(change.value)
          ? tagLines(change, t)
          : [
              <li key={change.key} className="flex items-start gap-2">
                <ChangeMark change={change} />
                <span className="wrap-anywhere min-w-0">
                  <FieldName name={change.key} label={labelOf(change.key)} />
                  {': '}
                  {change.base !== undefined && change.value !== null && (
                    <>
                      <s className="text-ink-muted">
                        <VisibleValue name={change.key} value={change.base} />
                      </s>
                      <ArrowRight
                        role="img"
                        aria-label={t('image.changes.to')}
                        className="mx-1.5 inline size-3.5 text-ink-muted"
                      />
                    </>
                  )}
                  {change.value === null && change.base !== undefined ? (
                    <s className="text-ink-muted">
                      <VisibleValue name={change.key} value={change.base} />
                    </s>
                  ) : (
                    <VisibleValue name={change.key} value={change.value} />
                  )}
                </span>
              </li>,
            ],
      )}
    </ul>
  )
}

function tagLines(
  { key, value, base }: ImageChange,
  t: ReturnType<typeof useTranslations<never>>,
): ReactElement[] {
  const before = Array.isArray(base) ? base : []
  const after = Array.isArray(value) ? value : []
  const line = (tag: string, isAdded: boolean) => (
    <li key={`${key} ${isAdded} ${tag}`} className="flex items-start gap-2">
      <ChangeMark change={isAdded ? { key, value: tag } : { key, value: null, base: tag }} />
      <span className="wrap-anywhere min-w-0">
        {t.rich(isAdded ? 'image.changes.tagAdded' : 'image.changes.tagRemoved', {
          tag: () => <SafeText text={tag} className="font-medium" />,
        })}
      </span>
    </li>
  )
  return [
    ...after.filter((tag) => !before.includes(tag)).map((tag) => line(tag, true)),
    ...before.filter((tag) => !after.includes(tag)).map((tag) => line(tag, false)),
  ]
}

function ChangeMark({ change: { value, base } }: { change: ImageChange }) {
  const t = useTranslations()
  const [Icon, look, word] =
    value === null
      ? ([Minus, 'text-bad', t('image.changes.removed')] as const)
      : base === undefined
        ? ([Plus, 'text-ok', t('image.changes.added')] as const)
        : ([Pencil, 'text-busy', t('image.changes.changed')] as const)
  return <Icon role="img" aria-label={word} className={`mt-0.5 size-3.5 shrink-0 ${look}`} />
}

/** A field by its words, a custom property by its own name in monospace. */
export function FieldName({ name, label }: { name: string; label: string | undefined }) {
  if (label !== undefined) return <span className="font-medium">{label}</span>
  return (
    <code className="font-mono text-sm">
      <SafeText text={name} />
    </code>
  )
}

/** A value of an image as people read it, with words for nothing, yes and no. */
export function VisibleValue({ name, value }: { name: string; value: Value | undefined }) {
  const t = useTranslations()
  if (value === undefined || value === null) return <em>{t('image.changes.nothing')}</em>
  if (value === '') return <em>{t('image.changes.empty')}</em>
  if (typeof value === 'boolean') return t(value ? 'image.changes.on' : 'image.changes.off')
  if (Array.isArray(value)) return <SafeText text={value.join(', ')} />
  const key = `kit.visibility.${value}`
  if (name === 'visibility' && t.has(key as never)) return t(key as never)
  return <SafeLines text={String(value)} />
}

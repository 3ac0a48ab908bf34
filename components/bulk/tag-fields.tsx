'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Chip } from '@/components/ui/chip'
import { MultiSelect } from '@/components/ui/multi-select'
import { SafeText } from '@/components/ui/safe-text'
import type { ActionFieldsProps } from './action-fields'
import { TextLine } from './text-line'

const longestTag = 255

/** New tags as text, separated by commas. */
export function AddTagsFields({ onChange }: ActionFieldsProps) {
  const t = useTranslations()
  const [text, setText] = useState('')
  const isTooLong = tagsIn(text).some((tag) => tag.length > longestTag)
  return (
    <TextLine
      label={t('bulk.fields.tags')}
      hint={t('bulk.fields.tagsHint')}
      required
      error={isTooLong ? t('bulk.fields.tagTooLong') : undefined}
      value={text}
      onValueChange={(next) => {
        setText(next)
        const tags = tagsIn(next)
        const isFine = tags.length > 0 && tags.every((tag) => tag.length <= longestTag)
        onChange(isFine ? { kind: 'addTags', tags } : undefined)
      }}
    />
  )
}

function tagsIn(text: string): string[] {
  const words = text.split(/[,，\n]/).map((word) => word.trim())
  return [...new Set(words.filter(Boolean))]
}

/** Tags to take away, of those that the images have. */
export function RemoveTagsFields({ images, onChange }: ActionFieldsProps) {
  const t = useTranslations()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const counts = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { tags } of images)
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].sort(([a], [b]) => a.localeCompare(b))
  }, [images])
  const choose = (tags: readonly string[]) => {
    setChosen(tags)
    onChange(tags.length > 0 ? { kind: 'removeTags', tags } : undefined)
  }
  if (counts.length === 0) return <p className="text-ink-muted">{t('bulk.fields.noTags')}</p>
  return (
    <div className="flex flex-wrap items-center gap-2">
      <MultiSelect
        label={t('bulk.fields.tagsOnThese')}
        choices={counts.map(([tag, count]) => ({
          value: tag,
          label: tag,
          hint: t('bulk.fields.tagCount', { count }),
        }))}
        values={chosen}
        onValuesChange={choose}
        searchPlaceholder={t('bulk.fields.tagSearch')}
        emptyText={t('bulk.fields.noTag')}
      />
      {chosen.map((tag) => (
        <Chip
          key={tag}
          removeLabel={t('properties.tags.remove', { tag })}
          onRemove={() => choose(chosen.filter((other) => other !== tag))}
        >
          <SafeText text={tag} />
        </Chip>
      ))}
    </div>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type Ref, useId, useRef, useState } from 'react'
import { LimitNote } from '@/components/feedback/limit-note'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Input } from '@/components/ui/input'
import { SafeText } from '@/components/ui/safe-text'
import { imageLimitsQuery } from '@/lib/queries/image-limits'
import type { ImageDraft } from './use-image-draft'

type Props = { draft: ImageDraft; isReadOnly: boolean }
type Fault = 'empty' | 'tooLong' | 'exists'

/** An image's tags, as they will be after saving. */
export function TagEditor({ draft, isReadOnly }: Props) {
  const t = useTranslations()
  const input = useRef<HTMLInputElement>(null)
  const { data: limits } = useQuery(imageLimitsQuery())
  const remove = (tag: string) => {
    draft.set(
      'tags',
      tags.filter((other) => other !== tag),
    )
    input.current?.focus()
  }
  const wanted = draft.wanted('tags')
  const tags = Array.isArray(wanted) ? [...wanted].sort((a, b) => a.localeCompare(b)) : []
  return (
    <Card>
      <CardHeader
        title={t('properties.tags.title')}
        description={t('properties.tags.lead')}
        actions={<LimitNote count={tags.length} limit={limits.tags} />}
      />
      <CardBody className="flex flex-col gap-3">
        {tags.length === 0 ? (
          <p className="text-ink-muted">{t('properties.tags.none')}</p>
        ) : (
          <ul aria-label={t('properties.tags.title')} className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag} className="flex max-w-full">
                <Chip
                  removeLabel={t('properties.tags.remove', { tag })}
                  {...(isReadOnly ? {} : { onRemove: () => remove(tag) })}
                >
                  <SafeText text={tag} />
                </Chip>
              </li>
            ))}
          </ul>
        )}
        {!isReadOnly && (
          <NewTags
            input={input}
            tags={tags}
            onAdd={(added) => draft.set('tags', [...tags, ...added])}
          />
        )}
      </CardBody>
    </Card>
  )
}

type NewTagsProps = {
  input: Ref<HTMLInputElement>
  tags: string[]
  onAdd: (added: string[]) => void
}

function NewTags({ input, tags, onAdd }: NewTagsProps) {
  const t = useTranslations()
  const id = useId()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<Fault>()
  const add = () => {
    const typed = [...new Set(text.split(/[,，\n]/).map((word) => word.trim()))].filter(Boolean)
    const added = typed.filter((tag) => !tags.includes(tag))
    if (typed.length === 0) return setFault('empty')
    if (added.length === 0) return setFault('exists')
    if (added.some((tag) => tag.length > 255)) return setFault('tooLong')
    onAdd(added)
    setText('')
    setFault(undefined)
  }
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <div className="flex max-w-md gap-2">
        <Input
          ref={input}
          aria-label={t('properties.tags.input')}
          aria-describedby={`${id}-note`}
          aria-invalid={fault !== undefined || undefined}
          placeholder={t('properties.tags.input')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setFault(undefined)
          }}
        />
        <Button type="submit" icon={<Plus aria-hidden />}>
          {t('properties.tags.add')}
        </Button>
      </div>
      <p
        id={`${id}-note`}
        role={fault && 'alert'}
        className={fault ? 'text-bad text-sm' : 'text-ink-muted text-sm'}
      >
        {t(fault ? `properties.tags.${fault}` : 'properties.tags.hint')}
      </p>
    </form>
  )
}

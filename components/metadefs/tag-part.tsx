'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { ErrorNote } from '@/components/feedback/error-note'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Input } from '@/components/ui/input'
import { SafeText } from '@/components/ui/safe-text'
import { addMetadefTagMutation } from '@/lib/queries/metadefs'
import type { PartProps } from './namespace-parts'
import { RemovePart } from './remove-part'

/** The tags a namespace proposes. */
export function TagPart({ scope, space, mayEdit, removeRefusal }: PartProps) {
  const t = useTranslations()
  const [removing, setRemoving] = useState<string>()
  const tags = (space.tags ?? []).map(({ name }) => name).sort((a, b) => a.localeCompare(b))
  return (
    <Card>
      <CardHeader title={t('metadefs.parts.tags')} description={t('metadefs.parts.tagsLead')} />
      <CardBody className="flex flex-col gap-3">
        {tags.length === 0 ? (
          <p className="text-ink-muted">{t('metadefs.parts.noTags')}</p>
        ) : (
          <ul aria-label={t('metadefs.parts.tags')} className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag} className="flex max-w-full">
                <Chip
                  removeLabel={t('metadefs.remove', { name: tag })}
                  {...(mayEdit && !removeRefusal ? { onRemove: () => setRemoving(tag) } : {})}
                >
                  <SafeText text={tag} />
                </Chip>
              </li>
            ))}
          </ul>
        )}
        {mayEdit && removeRefusal && tags.length > 0 && (
          <p className="text-ink-muted text-sm">{removeRefusal}</p>
        )}
        {mayEdit && <NewTag scope={scope} namespace={space.namespace} tags={tags} />}
      </CardBody>
      {removing !== undefined && (
        <RemovePart
          scope={scope}
          namespace={space.namespace}
          kind="tags"
          name={removing}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Card>
  )
}

type NewTagProps = { scope: string; namespace: string; tags: readonly string[] }

function NewTag({ scope, namespace, tags }: NewTagProps) {
  const t = useTranslations()
  const id = useId()
  const add = useMutation(addMetadefTagMutation(scope, namespace, useQueryClient()))
  const [text, setText] = useState('')
  const [fault, setFault] = useState<'empty' | 'exists' | 'tooLong'>()
  const submit = () => {
    const tag = text.trim()
    const found =
      tag === '' ? 'empty' : tags.includes(tag) ? 'exists' : tag.length > 80 ? 'tooLong' : undefined
    setFault(found)
    if (!found && !add.isPending) add.mutate(tag, { onSuccess: () => setText('') })
  }
  return (
    <form
      className="flex max-w-md flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="flex gap-2">
        <Input
          aria-label={t('metadefs.tag.input')}
          placeholder={t('metadefs.tag.input')}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={fault && `${id}-fault`}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setFault(undefined)
            setText(event.target.value)
          }}
        />
        <Button type="submit" icon={<Plus aria-hidden />} loading={add.isPending}>
          {t('metadefs.tag.add')}
        </Button>
      </div>
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-bad text-sm">
          {t(`metadefs.tag.${fault}`)}
        </p>
      )}
      {add.error && <ErrorNote error={add.error} />}
    </form>
  )
}

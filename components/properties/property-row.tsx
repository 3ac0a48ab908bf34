'use client'

import { clsx } from 'clsx'
import { Pencil, Trash2, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { VisibleValue } from '@/components/feedback/change-list'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { SafeText } from '@/components/ui/safe-text'
import { Td, Tr } from '@/components/ui/table'
import { type Defined, titleOf } from '@/lib/schemas/metadef-catalogue'
import type { ImageDraft } from './use-image-draft'
import { ValueInput } from './value-input'

type Props = {
  name: string
  /** What the cloud says about it. */
  defined: Defined | undefined
  draft: ImageDraft
  isReadOnly: boolean
}

/** One custom property: shown, being typed, changed, new, or about to go. */
export function PropertyRow({ name, defined, draft, isReadOnly }: Props) {
  const [isTyping, setTyping] = useState(false)
  const row = useRef<HTMLTableRowElement>(null)
  const close = () => {
    setTyping(false)
    // The button that opened the box comes back with the next drawing.
    requestAnimationFrame(() => row.current?.querySelector('button')?.focus())
  }
  const change = draft.changes.find(({ key }) => key === name)
  const value = draft.wanted(name)
  const isGoing = change?.value === null
  return (
    <Tr ref={row} className={clsx(change && 'bg-accent-soft/30 hover:bg-accent-soft/40')}>
      <Td className="py-2 ps-4 align-top">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className={clsx('wrap-anywhere font-mono text-sm', isGoing && 'line-through')}>
            <SafeText text={name} />
          </code>
          {change && <ChangeBadge change={change} />}
        </span>
        {defined && <Described defined={defined} />}
      </Td>
      {isTyping ? (
        <Td className="py-2 align-top" colSpan={2}>
          <ValueInput
            name={name}
            definition={defined?.definition}
            start={typeof value === 'string' ? value : ''}
            onApply={(next) => {
              draft.set(name, next)
              close()
            }}
            onCancel={close}
          />
        </Td>
      ) : (
        <>
          <Td className="py-2 align-top">
            <span className={clsx('wrap-anywhere', isGoing && 'text-ink-muted line-through')}>
              <VisibleValue name={name} value={isGoing ? change?.base : value} />
            </span>
          </Td>
          {!isReadOnly && (
            <Td className="py-1 align-top">
              <RowButtons
                name={name}
                isChanged={change !== undefined}
                isGoing={isGoing}
                draft={draft}
                onEdit={() => setTyping(true)}
              />
            </Td>
          )}
        </>
      )}
    </Tr>
  )
}

function Described({ defined }: { defined: Defined }) {
  const description = defined.definition.description?.trim()
  return (
    <span className="wrap-anywhere block text-ink-muted text-sm">
      <span className="text-ink-soft">
        <SafeText text={titleOf(defined)} />
      </span>
      {description && (
        <span className="line-clamp-2" title={description}>
          <SafeText text={description} />
        </span>
      )}
    </span>
  )
}

function ChangeBadge({ change }: { change: ImageDraft['changes'][number] }) {
  const t = useTranslations()
  if (change.value === null) return <Badge tone="bad">{t('properties.willBeRemoved')}</Badge>
  if (change.base === undefined) return <Badge tone="ok">{t('properties.willBeAdded')}</Badge>
  return <Badge tone="busy">{t('properties.willBeChanged')}</Badge>
}

type RowButtonsProps = {
  name: string
  isChanged: boolean
  isGoing: boolean
  draft: ImageDraft
  onEdit: () => void
}

function RowButtons({ name, isChanged, isGoing, draft, onEdit }: RowButtonsProps) {
  const t = useTranslations()
  return (
    <span className="flex justify-end gap-1">
      {!isGoing && (
        <IconButton size="sm" label={t('properties.edit', { name })} onClick={onEdit}>
          <Pencil aria-hidden />
        </IconButton>
      )}
      {isChanged ? (
        <IconButton
          size="sm"
          label={t('properties.restore', { name })}
          onClick={() => draft.takeTheirs([name])}
        >
          <Undo2 aria-hidden />
        </IconButton>
      ) : (
        <IconButton
          size="sm"
          label={t('properties.remove', { name })}
          onClick={() => draft.set(name, null)}
        >
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </span>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RadioGroup } from '@/components/ui/radio-group'
import type { BulkAction, BulkImage, BulkKind } from '@/lib/bulk/action'
import type { Visibility } from '@/lib/schemas/image'
import { visibilities } from '@/lib/schemas/image-states'
import { DeleteFields } from './delete-fields'
import { CopyFields, ShareFields } from './place-fields'
import { PropertyFields } from './property-fields'
import { AddTagsFields, RemoveTagsFields } from './tag-fields'

export type ActionFieldsProps = {
  images: readonly BulkImage[]
  /** Tells the action once it is complete, nothing before. */
  onChange: (action: BulkAction | undefined) => void
}

const simple = [
  'protect',
  'unprotect',
  'hide',
  'show',
  'deactivate',
  'reactivate',
  'withdraw',
  'delete',
] as const
type SimpleKind = (typeof simple)[number]

/** True for actions that ask nothing before they can begin. */
export function isSimple(kind: BulkKind): kind is SimpleKind {
  return simple.some((known) => known === kind)
}

/** The action as the dialog opens: complete when nothing has to be asked. */
export function startOf(kind: BulkKind): BulkAction | undefined {
  if (kind === 'delete') return { kind, unprotect: false }
  return isSimple(kind) ? { kind } : undefined
}

/** What has to be known before an action can begin. */
export function ActionFields({
  scope,
  kind,
  ...props
}: ActionFieldsProps & { scope: string; kind: BulkKind }) {
  switch (kind) {
    case 'addTags':
      return <AddTagsFields {...props} />
    case 'removeTags':
      return <RemoveTagsFields {...props} />
    case 'setProperty':
    case 'removeProperty':
      return <PropertyFields kind={kind} {...props} />
    case 'visibility':
      return <VisibilityFields {...props} />
    case 'share':
      return <ShareFields {...props} />
    case 'copy':
      return <CopyFields scope={scope} {...props} />
    case 'delete':
      return <DeleteFields {...props} />
    default:
      return null
  }
}

function VisibilityFields({ onChange }: ActionFieldsProps) {
  const t = useTranslations()
  const [chosen, setChosen] = useState<Visibility>()
  return (
    <RadioGroup<Visibility>
      aria-label={t('bulk.fields.visibility')}
      look="cards"
      value={chosen}
      onValueChange={(visibility) => {
        setChosen(visibility)
        onChange({ kind: 'visibility', visibility })
      }}
      options={visibilities.map((value) => ({
        value,
        label: t(`kit.visibility.${value}`),
        hint: t(`image.visibilityHint.${value}`),
      }))}
    />
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ComboboxField } from '@/components/form/combobox-field'
import { Alert } from '@/components/ui/alert'
import { projectsQuery } from '@/lib/queries/projects'
import { EditPart } from './edit-part'
import type { EditFieldsProps } from './use-image-edit'

/** Gives an image to another project; Glance lets administrators only. */
export function EditOwner({ image, actor, edit }: EditFieldsProps) {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  if (!actor.roles.includes('admin')) return null
  const projects = data?.projects ?? []
  const isMoving = edit.typed.owner !== '' && edit.typed.owner !== (image.owner ?? '')
  return (
    <EditPart title={t('image.edit.ownership')}>
      <ComboboxField
        control={edit.form.control}
        name="owner"
        label={t('image.edit.owner')}
        hint={t('image.edit.ownerHint')}
        choices={projects.map(({ id, name }) => ({ value: id, label: name, hint: id }))}
        placeholder={t('image.edit.noOwner')}
        searchPlaceholder={t('image.edit.ownerSearch')}
        emptyText={t('image.edit.ownerNone')}
        customLabel={(id) => t('image.edit.ownerCustom', { id })}
      />
      {isMoving && <Alert tone="warn">{t('image.edit.ownerMoves')}</Alert>}
    </EditPart>
  )
}

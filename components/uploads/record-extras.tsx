'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { Control } from 'react-hook-form'
import { ComboboxField } from '@/components/form/combobox-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { projectsQuery } from '@/lib/queries/projects'
import { useNewImageHints } from './new-image-context'
import type { RecordValues } from './record-values'

type Props = { control: Control<RecordValues, unknown, RecordValues> }

// What Glance can check. Source: https://docs.openstack.org/glance/latest/user/signature.html
const hashMethods = ['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']
const keyTypes = [
  'RSA-PSS',
  'DSA',
  'ECC_SECT571K1',
  'ECC_SECT409K1',
  'ECC_SECT571R1',
  'ECC_SECT409R1',
  'ECC_SECP521R1',
  'ECC_SECP384R1',
]

/** What few people need of a new image: its id, its owner, first members, and a signature. */
export function RecordExtras({ control }: Props) {
  const t = useTranslations()
  const { canSetOwner } = useNewImageHints()
  return (
    <div className="flex flex-col gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          control={control}
          name="id"
          label={t('uploads.form.id')}
          hint={t('uploads.form.idHint')}
          spellCheck={false}
          mono
        />
        {canSetOwner && <OwnerField control={control} />}
        <TextField
          control={control}
          name="members"
          label={t('uploads.form.members')}
          hint={t('uploads.form.membersHint')}
          spellCheck={false}
          mono
        />
      </div>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('uploads.form.signature')}</legend>
        <p className="mb-2 text-ink-muted text-sm">{t('uploads.form.signatureHint')}</p>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            control={control}
            name="img_signature"
            label={t('uploads.form.signatureValue')}
            spellCheck={false}
            mono
          />
          <TextField
            control={control}
            name="img_signature_certificate_uuid"
            label={t('uploads.form.signatureCertificate')}
            spellCheck={false}
            mono
          />
          <SelectField
            control={control}
            name="img_signature_hash_method"
            label={t('uploads.form.signatureHash')}
            placeholder={t('uploads.form.choose')}
            options={hashMethods.map((value) => ({ value, label: value }))}
          />
          <SelectField
            control={control}
            name="img_signature_key_type"
            label={t('uploads.form.signatureKey')}
            placeholder={t('uploads.form.choose')}
            options={keyTypes.map((value) => ({ value, label: value }))}
          />
        </div>
      </fieldset>
    </div>
  )
}

function OwnerField({ control }: Props) {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  const choices = (data?.projects ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
    hint: id,
  }))
  return (
    <ComboboxField
      control={control}
      name="owner"
      label={t('uploads.form.owner')}
      hint={t('uploads.form.ownerHint')}
      choices={choices}
      placeholder={t('uploads.form.ownerOwn')}
      searchPlaceholder={t('uploads.form.ownerSearch')}
      emptyText={t('uploads.form.ownerEmpty')}
      customLabel={(id) => t('uploads.form.ownerCustom', { id })}
    />
  )
}

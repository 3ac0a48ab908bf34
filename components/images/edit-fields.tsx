'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { CheckboxField } from '@/components/form/checkbox-field'
import { NumberField } from '@/components/form/number-field'
import { RadioField } from '@/components/form/radio-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Alert } from '@/components/ui/alert'
import { type Actor, isOwn } from '@/lib/image-rules'
import { membersQuery } from '@/lib/queries/members'
import type { Image } from '@/lib/schemas/image'
import { visibilityChoices } from '@/lib/schemas/image-edit'
import { visibilities } from '@/lib/schemas/image-states'
import { EditFormats } from './edit-formats'
import { EditOwner } from './edit-owner'
import { EditPart } from './edit-part'
import type { EditFieldsProps } from './use-image-edit'

const distributions = [
  'almalinux',
  'alpinelinux',
  'archlinux',
  'centos',
  'cirros',
  'debian',
  'fedora',
  'fedora-coreos',
  'freebsd',
  'openeuler',
  'opensuse',
  'rhel',
  'rocky',
  'sles',
  'ubuntu',
  'windows',
]
const architectures = ['x86_64', 'aarch64', 'armv7l', 'i686', 'ppc64le', 'riscv64', 's390x']

/** The fields of the edit form, in the order people look for them. */
export function EditFields(props: EditFieldsProps) {
  const t = useTranslations()
  const { control } = props.edit.form
  const bind = { control }
  return (
    <>
      <TextField {...bind} name="name" label={t('image.edit.name')} spellCheck={false} />
      <TextareaField {...bind} name="description" label={t('image.edit.description')} rows={2} />
      <Access {...props} />
      <EditPart title={t('image.edit.system')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SuggestedText {...props} name="os_type" words="osType" list={['linux', 'windows']} />
          <SuggestedText {...props} name="architecture" words="architecture" list={architectures} />
          <SuggestedText {...props} name="os_distro" words="osDistro" list={distributions} />
          <TextField {...bind} name="os_version" label={t('image.edit.osVersion')} />
        </div>
        <TextField
          {...bind}
          name="os_admin_user"
          label={t('image.edit.osAdminUser')}
          hint={t('image.edit.osAdminUserHint')}
          spellCheck={false}
        />
      </EditPart>
      <EditPart title={t('image.edit.requirements')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            {...bind}
            name="min_disk"
            label={t('image.edit.minDisk')}
            unit={t('image.edit.gib')}
          />
          <NumberField
            {...bind}
            name="min_ram"
            label={t('image.edit.minRam')}
            unit={t('image.edit.mib')}
          />
        </div>
      </EditPart>
      <EditFormats {...props} />
      <EditOwner {...props} />
      <p className="text-ink-muted text-sm">{t('image.edit.moreProperties')}</p>
    </>
  )
}

function Access({ scope, image, actor, edit }: EditFieldsProps) {
  const t = useTranslations()
  const { control } = edit.form
  return (
    <EditPart title={t('image.edit.access')}>
      <RadioField
        control={control}
        name="visibility"
        label={t('image.edit.visibility')}
        options={visibilityChoices(image.visibility).map((value) => {
          const known = visibilities.find((one) => one === value)
          return known
            ? {
                value,
                label: t(`kit.visibility.${known}`),
                hint: t(`image.visibilityHint.${known}`),
              }
            : { value, label: value }
        })}
      />
      <VisibilityWarning scope={scope} image={image} actor={actor} wanted={edit.typed.visibility} />
      <CheckboxField
        control={control}
        name="protected"
        label={t('image.edit.protected')}
        hint={t('image.edit.protectedHint')}
      />
      <CheckboxField
        control={control}
        name="os_hidden"
        label={t('image.edit.hidden')}
        hint={t('image.edit.hiddenHint')}
      />
    </EditPart>
  )
}

type WarningProps = { scope: string; image: Image; actor: Actor; wanted: string }

/** What a change of visibility does to others, said before it is saved. */
function VisibilityWarning({ scope, image, actor, wanted }: WarningProps) {
  const t = useTranslations()
  const leaves = image.visibility === 'shared' && wanted !== 'shared'
  const members = useQuery({
    ...membersQuery(scope, image.id),
    enabled: leaves && isOwn(image, actor),
  })
  if (wanted === image.visibility) return null
  return (
    <div role="status" className="flex flex-col gap-2 empty:hidden">
      {leaves && (
        <Alert tone="warn">
          {t('image.edit.leavesShared', { count: members.data?.members.length ?? 0 })}
        </Alert>
      )}
      {wanted === 'shared' && <Alert tone="info">{t('image.edit.returnsToShared')}</Alert>}
      {wanted === 'public' && <Alert tone="info">{t('image.edit.publicHint')}</Alert>}
    </div>
  )
}

type SuggestedTextProps = EditFieldsProps & {
  name: 'os_type' | 'os_distro' | 'architecture'
  words: 'osType' | 'osDistro' | 'architecture'
  list: readonly string[]
}

function SuggestedText({ edit, name, words, list }: SuggestedTextProps) {
  const t = useTranslations()
  const id = useId()
  return (
    <>
      <TextField
        control={edit.form.control}
        name={name}
        label={t(`image.edit.${words}`)}
        list={id}
        spellCheck={false}
      />
      <datalist id={id}>
        {list.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  )
}

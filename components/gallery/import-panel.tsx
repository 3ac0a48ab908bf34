'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { StoresField } from '@/components/form/stores-field'
import { TextField } from '@/components/form/text-field'
import { useValidValues } from '@/components/form/use-valid-values'
import { useZodForm } from '@/components/form/use-zod-form'
import { SidePanel } from '@/components/ui/side-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { importCommandOf } from '@/lib/commands/import-command'
import { paths } from '@/lib/paths'
import { storesQuery } from '@/lib/queries/images'
import { createByImportMutation } from '@/lib/queries/imports'
import type { GalleryImage } from '@/lib/schemas/gallery'
import { galleryRecord } from '@/lib/schemas/gallery-record'
import type { CreateImage } from '@/lib/schemas/image'
import { visibilities } from '@/lib/schemas/image-states'
import type { ImportImage } from '@/lib/schemas/import'
import {
  defaultTargets,
  hasChoice,
  type ImportTargets,
  importTargetsSchema,
  toTargets,
} from '@/lib/schemas/import-targets'
import type { Store } from '@/lib/schemas/info'
import { digestIn } from '@/lib/schemas/source-check'
import { algorithmName } from './algorithm-name'

type Props = { scope: string; image: GalleryImage; onClose: () => void }

/** What will be imported, with the few things worth choosing. */
export function ImportPanel({ scope, image, onClose }: Props) {
  const t = useTranslations()
  const { data, isError } = useQuery(storesQuery(scope))
  return (
    <SidePanel
      open
      onOpenChange={onClose}
      title={t('imports.gallery.panelTitle', { name: image.name })}
      description={t('imports.gallery.panelLead')}
      closeLabel={t('kit.close')}
    >
      {data || isError ? (
        <ImportForm scope={scope} image={image} onClose={onClose} stores={data?.stores ?? []} />
      ) : (
        <Skeleton className="h-64" />
      )}
    </SidePanel>
  )
}

const confirmSchema = z.object({
  name: z.string().trim().min(1).max(255),
  visibility: z.enum(visibilities),
  digest: z.string().refine((text) => {
    const digest = digestIn(text)
    return text.trim() === '' || (digest !== undefined && digest.algorithm !== 'sha256')
  }, 'imports.gallery.digestBad'),
})

function ImportForm({ scope, image, onClose, stores }: Props & { stores: readonly Store[] }) {
  const t = useTranslations()
  const router = useRouter()
  const form = useZodForm(confirmSchema, {
    defaultValues: { name: image.name, visibility: 'shared' as const, digest: '' },
  })
  const targets = useZodForm(importTargetsSchema, { defaultValues: defaultTargets(stores) })
  const create = useMutation(createByImportMutation(scope, useQueryClient()))
  const values = useValidValues(form.control, confirmSchema)
  const to = useValidValues(targets.control, importTargetsSchema)
  const asked = values && to && toRequest(image, values, to)
  return (
    <Form
      form={form}
      submitLabel={t('imports.gallery.submit')}
      submitError={create.error}
      loading={create.isPending || create.isSuccess}
      onCancel={onClose}
      onSubmit={(confirmed) =>
        targets.handleSubmit(async (values) => {
          const made = await create
            .mutateAsync(toRequest(image, confirmed, values))
            .catch(() => undefined)
          if (made) router.push(paths.image(scope, made.id))
        })()
      }
    >
      <p className="text-sm">
        <span className="block font-medium">{t('imports.gallery.from')}</span>
        <code className="wrap-anywhere font-mono text-ink-soft">{image.url}</code>
      </p>
      <TextField control={form.control} name="name" label={t('uploads.form.name')} />
      <SelectField
        control={form.control}
        name="visibility"
        label={t('uploads.form.visibility')}
        options={visibilities.map((value) => ({
          value,
          label: t(`kit.visibility.${value}`),
          hint: t(`uploads.form.visibilityHint.${value}`),
        }))}
      />
      {hasChoice(stores) && <StoresField control={targets.control} stores={stores} />}
      {image.checksum ? (
        <p className="text-ink-soft text-sm">
          {t('imports.gallery.digestKnown', { algorithm: algorithmName(image.checksum.algorithm) })}
        </p>
      ) : (
        <TextField
          control={form.control}
          name="digest"
          label={t('imports.gallery.digest')}
          hint={<DigestHint image={image} />}
          spellCheck={false}
          optional
          mono
        />
      )}
      <Properties image={image} />
      <CommandDisclosure
        command={
          asked && {
            kind: 'create',
            record: asked.record,
            import: importCommandOf(asked.request),
          }
        }
      />
    </Form>
  )
}

type Confirmed = z.infer<typeof confirmSchema>

function toRequest(
  image: GalleryImage,
  { name, visibility, digest }: Confirmed,
  to: ImportTargets,
) {
  const record: CreateImage = {
    ...galleryRecord(image, digestIn(digest)),
    name,
    visibility,
  }
  const request: ImportImage = {
    method: { name: 'web-download', uri: image.url },
    ...toTargets(to),
  }
  return { record, request }
}

function DigestHint({ image: { checksums } }: Pick<Props, 'image'>) {
  const t = useTranslations()
  if (!checksums) return null
  const algorithm = algorithmName(checksums.algorithm)
  if (checksums.algorithm !== 'sha512' && checksums.algorithm !== 'md5')
    return <>{t('imports.gallery.digestOther', { algorithm })}</>
  return t.rich('imports.gallery.digestHint', {
    list: () => (
      <a href={checksums.url} rel="noreferrer" target="_blank" className="underline">
        {t('imports.gallery.checksums', { algorithm })}
      </a>
    ),
  })
}

function Properties({ image }: Pick<Props, 'image'>) {
  const t = useTranslations()
  return (
    <section>
      <h3 className="mb-1 font-medium text-sm">{t('imports.gallery.properties')}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 font-mono text-sm">
        {Object.entries(image.properties).map(([key, value]) => (
          <div key={key} className="contents">
            <dt className="text-ink-muted">{key}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

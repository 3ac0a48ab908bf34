'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { Form } from '@/components/form/form'
import { StoresField } from '@/components/form/stores-field'
import { UriField } from '@/components/form/uri-field'
import { useValidValues } from '@/components/form/use-valid-values'
import { useZodForm } from '@/components/form/use-zod-form'
import { Skeleton } from '@/components/ui/skeleton'
import type { ImageCommand } from '@/lib/commands/command'
import { importCommandOf } from '@/lib/commands/import-command'
import { guessFromName } from '@/lib/image-format/guess-from-name'
import { paths } from '@/lib/paths'
import { storesQuery } from '@/lib/queries/images'
import { createByImportMutation } from '@/lib/queries/imports'
import type { ImportImage } from '@/lib/schemas/import'
import {
  defaultTargets,
  hasChoice,
  type ImportTargets,
  importTargetsSchema,
  toTargets,
} from '@/lib/schemas/import-targets'
import { fileNameOfUri } from '@/lib/schemas/import-uri'
import type { Store } from '@/lib/schemas/info'
import { formatOfName, uriFieldSchema } from '@/lib/schemas/uri-form'
import { RecordFields } from './record-fields'
import { emptyRecordValues, type RecordValues, recordValuesSchema, toRecord } from './record-values'

/** An image whose data Glance downloads itself. Leads to its page, which follows the import. */
export function UrlForm({ scope }: { scope: string }) {
  const { data, isError } = useQuery(storesQuery(scope))
  // Without the stores the cloud's default one takes the data.
  if (!data && !isError) return <Skeleton className="h-64" />
  return <OpenUrlForm scope={scope} stores={data?.stores ?? []} />
}

const uriSchema = z.object({ uri: uriFieldSchema })

function OpenUrlForm({ scope, stores }: { scope: string; stores: readonly Store[] }) {
  const t = useTranslations()
  const router = useRouter()
  const source = useZodForm(uriSchema, { defaultValues: { uri: '' } })
  const targets = useZodForm(importTargetsSchema, { defaultValues: defaultTargets(stores) })
  const form = useZodForm(recordValuesSchema, { defaultValues: emptyRecordValues })
  const create = useMutation(createByImportMutation(scope, useQueryClient()))
  useGuess(form, useWatch({ control: source.control, name: 'uri' }))

  const record = useValidValues(form.control, recordValuesSchema)
  const from = useValidValues(source.control, uriSchema)
  const to = useValidValues(targets.control, importTargetsSchema)
  const send = form.handleSubmit((record) =>
    source.handleSubmit(({ uri }) =>
      targets.handleSubmit(async (values) => {
        const image = await create
          .mutateAsync(toRequest(record, uri, values))
          .catch(() => undefined)
        if (image) router.push(paths.image(scope, image.id))
      })(),
    )(),
  )
  return (
    <Form
      form={form}
      layout="page"
      label={t('imports.url.title')}
      submitLabel={t('imports.url.submit')}
      loading={create.isPending || create.isSuccess}
      submitError={create.error}
      onSubmit={() => send()}
    >
      <p className="text-ink-soft">{t('imports.url.lead')}</p>
      <UriField control={source.control} name="uri" />
      <RecordFields scope={scope} control={form.control} />
      {hasChoice(stores) && <StoresField control={targets.control} stores={stores} />}
      <CommandDisclosure command={record && from && to && commandOf(record, from.uri, to)} />
    </Form>
  )
}

function toRequest(record: RecordValues, uri: string, targets: ImportTargets) {
  const name = record.name || guessFromName(fileNameOfUri(uri)).name
  const request: ImportImage = {
    method: { name: 'web-download', uri },
    ...toTargets(targets),
  }
  return { record: toRecord({ ...record, name }), request }
}

function commandOf(...values: Parameters<typeof toRequest>): ImageCommand {
  const { record, request } = toRequest(...values)
  return { kind: 'create', record, import: importCommandOf(request) }
}

type RecordForm = ReturnType<typeof useRecordForm>
const useRecordForm = () => useZodForm(recordValuesSchema)

/** Fills from the address what the person has not written. */
function useGuess({ setValue, getFieldState }: RecordForm, uri: string): void {
  const fileName = fileNameOfUri(uri.trim())
  useEffect(() => {
    if (fileName === '') return
    const guess = guessFromName(fileName)
    const format = formatOfName(fileName)
    const known = {
      name: guess.name,
      ...(format ? { disk_format: format } : {}),
      os_type: guess.properties.os_type ?? '',
      os_distro: guess.properties.os_distro ?? '',
      os_version: guess.properties.os_version ?? '',
      architecture: guess.properties.architecture ?? '',
    }
    for (const [name, value] of Object.entries(known)) {
      const field = name as keyof typeof known
      if (!getFieldState(field).isDirty) setValue(field, value)
    }
  }, [fileName, setValue, getFieldState])
}

'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { Form } from '@/components/form/form'
import { StoresField } from '@/components/form/stores-field'
import { UriField } from '@/components/form/uri-field'
import { useValidValues } from '@/components/form/use-valid-values'
import { useZodForm } from '@/components/form/use-zod-form'
import { Card, CardBody } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { importCommandOf } from '@/lib/commands/import-command'
import { refusalOf } from '@/lib/image-rules'
import { parseScope } from '@/lib/paths'
import { storesQuery } from '@/lib/queries/images'
import { importImageMutation, importMethodsQuery } from '@/lib/queries/imports'
import type { Image } from '@/lib/schemas/image'
import type { ImportImage } from '@/lib/schemas/import'
import {
  defaultTargets,
  hasChoice,
  type ImportTargets,
  importTargetsSchema,
  toTargets,
} from '@/lib/schemas/import-targets'
import type { Store } from '@/lib/schemas/info'
import { uriFieldSchema } from '@/lib/schemas/uri-form'

type Props = { scope: string; image: Image }

/** Lets Glance download data into a queued image, where the cloud offers that. */
export function ImportInto({ scope, image }: Props) {
  const t = useTranslations()
  const { data: offered } = useQuery(importMethodsQuery(scope))
  const { data: known } = useQuery(storesQuery(scope))
  const refusal = refusalOf('upload', image, { projectId: parseScope(scope).projectId, roles: [] })
  if (refusal || !known || !offered?.methods.includes('web-download')) return null
  return (
    <Card>
      <CardBody className="py-2">
        <Disclosure summary={t('imports.url.into')}>
          <IntoForm scope={scope} image={image} stores={known.stores} />
        </Disclosure>
      </CardBody>
    </Card>
  )
}

const uriSchema = z.object({ uri: uriFieldSchema })

function IntoForm({ scope, image, stores }: Props & { stores: readonly Store[] }) {
  const t = useTranslations()
  const form = useZodForm(uriSchema, { defaultValues: { uri: '' } })
  const targets = useZodForm(importTargetsSchema, { defaultValues: defaultTargets(stores) })
  const start = useMutation(importImageMutation(scope, useQueryClient()))
  const from = useValidValues(form.control, uriSchema)
  const to = useValidValues(targets.control, importTargetsSchema)
  return (
    <Form
      form={form}
      layout="page"
      label={t('imports.url.into')}
      submitLabel={t('imports.url.intoSubmit')}
      submitError={start.error}
      loading={start.isPending}
      onSubmit={({ uri }) =>
        targets.handleSubmit((values) =>
          start.mutate({ imageId: image.id, request: toRequest(uri, values) }),
        )()
      }
    >
      <UriField control={form.control} name="uri" />
      {hasChoice(stores) && <StoresField control={targets.control} stores={stores} />}
      <CommandDisclosure
        command={
          from &&
          to && {
            kind: 'import',
            imageIds: [image.id],
            import: importCommandOf(toRequest(from.uri, to)),
          }
        }
      />
    </Form>
  )
}

function toRequest(uri: string, targets: ImportTargets): ImportImage {
  return { method: { name: 'web-download', uri }, ...toTargets(targets) }
}

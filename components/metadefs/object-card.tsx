'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toastDone } from '@/components/feedback/toasts'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { SafeText } from '@/components/ui/safe-text'
import { writePartMutation } from '@/lib/queries/metadefs'
import type { MetadefObject } from '@/lib/schemas/metadef'
import type { DefinitionForm as Values } from '@/lib/schemas/metadef-form'
import { withoutProperty, withProperty } from '@/lib/schemas/metadef-object-change'
import { DefinitionForm } from './definition-form'
import { DefinitionTable } from './definition-table'
import { writePartCommand } from './metadef-commands'
import type { PartProps } from './namespace-parts'
import { ObjectForm } from './object-form'
import { RemovePart } from './remove-part'

type Props = PartProps & { object: MetadefObject }
type Open =
  | { what: 'words' | 'removal' }
  | { what: 'property'; name: string | undefined }
  | { what: 'propertyRemoval'; name: string }

/** One object with its properties; every change of a property sends the object anew. */
export function ObjectCard({ scope, space, object, mayEdit, removeRefusal }: Props) {
  const t = useTranslations()
  const id = useId()
  const { namespace } = space
  const write = useMutation(writePartMutation(scope, namespace, useQueryClient()))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const definitions = object.properties ?? {}
  const edit = (name?: string) => {
    write.reset()
    setOpen({ what: 'property', name })
  }
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title={<SafeText text={object.name} />}
        description={object.description ? <SafeText text={object.description} /> : undefined}
        actions={
          mayEdit && (
            <>
              <Button size="sm" icon={<Plus aria-hidden />} onClick={() => edit()}>
                {t('metadefs.property.add')}
              </Button>
              <IconButton
                size="sm"
                label={t('metadefs.edit', { name: object.name })}
                onClick={() => setOpen({ what: 'words' })}
              >
                <Pencil aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                label={t('metadefs.remove', { name: object.name })}
                disabledReason={removeRefusal}
                onClick={() => setOpen({ what: 'removal' })}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </>
          )
        }
      />
      {Object.keys(definitions).length === 0 ? (
        <p className="p-4 text-ink-muted">{t('metadefs.parts.noProperties')}</p>
      ) : (
        <DefinitionTable
          label={t('metadefs.object.properties', { name: object.name })}
          definitions={definitions}
          required={object.required ?? []}
          onEdit={mayEdit ? edit : undefined}
          onRemove={(name) => setOpen({ what: 'propertyRemoval', name })}
        />
      )}
      {open?.what === 'words' && (
        <ObjectForm scope={scope} namespace={namespace} object={object} onClose={close} />
      )}
      {open?.what === 'removal' && (
        <RemovePart
          scope={scope}
          namespace={namespace}
          kind="objects"
          name={object.name}
          onClose={close}
        />
      )}
      {open?.what === 'property' && (
        <ObjectProperty
          object={object}
          name={open.name}
          error={write.error}
          loading={write.isPending}
          commandOf={(form) =>
            writePartCommand(
              namespace,
              'objects',
              object.name,
              withProperty(object, open.name, form),
            )
          }
          onClose={close}
          onSave={(form) =>
            write.mutate(
              { kind: 'objects', name: object.name, body: withProperty(object, open.name, form) },
              {
                onSuccess: () => {
                  toastDone(t('metadefs.done.saved', { name: form.name }))
                  close()
                },
              },
            )
          }
        />
      )}
      {open?.what === 'propertyRemoval' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('metadefs.removing.properties')}
          objects={[{ id: open.name, name: open.name, note: object.name }]}
          command={writePartCommand(
            namespace,
            'objects',
            object.name,
            withoutProperty(object, open.name),
          )}
          actionLabel={t('metadefs.removing.submit')}
          run={({ id: name }) =>
            write.mutateAsync({
              kind: 'objects',
              name: object.name,
              body: withoutProperty(object, name),
            })
          }
        >
          {t('metadefs.removing.lead')}
        </ConfirmDialog>
      )}
    </Card>
  )
}

type ObjectPropertyProps = {
  object: MetadefObject
  name: string | undefined
  error: Error | null
  loading: boolean
  commandOf: (form: Values) => ReturnType<typeof writePartCommand>
  onSave: (form: Values) => void
  onClose: () => void
}

function ObjectProperty({ object, name, ...rest }: ObjectPropertyProps) {
  const definition = name === undefined ? undefined : object.properties?.[name]
  const edited =
    name !== undefined && definition
      ? { name, definition, isRequired: (object.required ?? []).includes(name) }
      : undefined
  return <DefinitionForm {...rest} edited={edited} isInObject />
}

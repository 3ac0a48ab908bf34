'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toastDone } from '@/components/feedback/toasts'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { writePartMutation } from '@/lib/queries/metadefs'
import { definitionOfForm, type DefinitionForm as Values } from '@/lib/schemas/metadef-form'
import { DefinitionForm } from './definition-form'
import { DefinitionTable } from './definition-table'
import { writePartCommand } from './metadef-commands'
import type { PartProps } from './namespace-parts'
import { RemovePart } from './remove-part'

/** The properties of a namespace that stand by themselves. */
export function PropertyPart({ scope, space, mayEdit, removeRefusal }: PartProps) {
  const t = useTranslations()
  const { namespace } = space
  const write = useMutation(writePartMutation(scope, namespace, useQueryClient()))
  const [editing, setEditing] = useState<{ name?: string }>()
  const [removing, setRemoving] = useState<string>()
  const definitions = space.properties ?? {}
  const before = editing?.name === undefined ? undefined : definitions[editing.name]
  const bodyOf = (form: Values) => ({ name: form.name, ...definitionOfForm(form, before) })
  const open = (name?: string) => {
    write.reset()
    setEditing(name === undefined ? {} : { name })
  }
  return (
    <Card>
      <CardHeader
        title={t('metadefs.parts.properties')}
        description={t('metadefs.parts.propertiesLead')}
        actions={
          mayEdit && (
            <Button size="sm" icon={<Plus aria-hidden />} onClick={() => open()}>
              {t('metadefs.property.add')}
            </Button>
          )
        }
      />
      {Object.keys(definitions).length === 0 ? (
        <EmptyState className="py-8" title={t('metadefs.parts.noProperties')} />
      ) : (
        <DefinitionTable
          label={t('metadefs.parts.properties')}
          definitions={definitions}
          onEdit={mayEdit ? open : undefined}
          onRemove={setRemoving}
          removeRefusal={removeRefusal}
        />
      )}
      {editing && (
        <DefinitionForm
          edited={
            editing.name !== undefined && before
              ? { name: editing.name, definition: before, isRequired: false }
              : undefined
          }
          isInObject={false}
          error={write.error}
          loading={write.isPending}
          commandOf={(form) =>
            writePartCommand(namespace, 'properties', editing.name, bodyOf(form))
          }
          onClose={() => setEditing(undefined)}
          onSave={(form) =>
            write.mutate(
              { kind: 'properties', name: editing.name, body: bodyOf(form) },
              {
                onSuccess: () => {
                  toastDone(t('metadefs.done.saved', { name: form.name }))
                  setEditing(undefined)
                },
              },
            )
          }
        />
      )}
      {removing !== undefined && (
        <RemovePart
          scope={scope}
          namespace={namespace}
          kind="properties"
          name={removing}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Card>
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ErrorNote } from '@/components/feedback/error-note'
import { toastDone } from '@/components/feedback/toasts'
import { JsonSource } from '@/components/form/json-source'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { KeyValue, KeyValueList } from '@/components/ui/key-value'
import { createNamespaceMutation } from '@/lib/queries/metadefs'
import type { NamespaceFile } from '@/lib/schemas/metadef-body'
import { type FileReading, readNamespaceFile } from '@/lib/schemas/metadef-file'
import { createCommand } from './metadef-commands'

type Props = { scope: string; onClose: () => void; onSaved: (namespace: string) => void }

/** Makes a namespace from a file in the form of those that come with Glance. */
export function ImportNamespace({ scope, onClose, onSaved }: Props) {
  const t = useTranslations()
  const create = useMutation(createNamespaceMutation(scope, useQueryClient()))
  const [text, setText] = useState('')
  const reading = text.trim() === '' ? undefined : readNamespaceFile(text)
  const file = reading?.file
  const send = () =>
    file &&
    create.mutate(file, {
      onSuccess: () => {
        toastDone(t('metadefs.done.saved', { name: file.namespace }))
        onClose()
        onSaved(file.namespace)
      },
    })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      locked={create.isPending}
      title={t('metadefs.import.title')}
      description={t('metadefs.import.lead')}
      closeLabel={t('kit.close')}
      footer={
        <>
          <Button onClick={onClose} disabled={create.isPending}>
            {t('kit.cancel')}
          </Button>
          <Button
            variant="primary"
            loading={create.isPending}
            disabledReason={file ? undefined : t('metadefs.import.nothing')}
            onClick={send}
          >
            {t('metadefs.import.submit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <JsonSource
          text={text}
          onTextChange={(next) => {
            create.reset()
            setText(next)
          }}
          error={faultWords(t, reading)}
        />
        {file && <Preview file={file} />}
        {file && <CommandDisclosure command={createCommand(file)} />}
        {create.error && <ErrorNote error={create.error} />}
      </div>
    </Dialog>
  )
}

function faultWords(
  t: ReturnType<typeof useTranslations<never>>,
  reading: FileReading | undefined,
): string | undefined {
  if (!reading?.fault) return undefined
  if (reading.fault.kind === 'notJson') return t('metadefs.file.faults.notJson')
  const { place, reason } = reading.fault
  return t('metadefs.import.badForm', { place, reason })
}

function Preview({ file }: { file: NamespaceFile }) {
  const t = useTranslations()
  const parts = {
    properties: Object.keys(file.properties ?? {}).length,
    objects: file.objects?.length ?? 0,
    tags: file.tags?.length ?? 0,
  }
  const types = (file.resource_type_associations ?? []).map(({ name }) => name)
  return (
    <section aria-label={t('metadefs.import.preview')}>
      <KeyValueList>
        <KeyValue label={t('metadefs.namespace.name')} mono>
          {file.namespace}
        </KeyValue>
        <KeyValue label={t('metadefs.visibility.label')}>
          {t(`metadefs.visibility.${file.visibility}`)}
        </KeyValue>
        <KeyValue label={t('metadefs.import.parts')}>{t('metadefs.import.counts', parts)}</KeyValue>
        <KeyValue label={t('metadefs.columns.resourceTypes')}>
          {types.length > 0 ? types.join(', ') : t('kit.none')}
        </KeyValue>
      </KeyValueList>
    </section>
  )
}

'use client'

import { Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { ChangeList } from '@/components/feedback/change-list'
import { JsonSource } from '@/components/form/json-source'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import type { Image } from '@/lib/schemas/image'
import type { Defined } from '@/lib/schemas/metadef-catalogue'
import { valueFault } from '@/lib/schemas/metadef-value'
import { changesOfFile, type LeftOut, readPropertyFile } from '@/lib/schemas/property-file'
import { useDefinitionWords } from './use-definition-words'
import type { ImageDraft } from './use-image-draft'

type Props = { image: Image; draft: ImageDraft; described: ReadonlyMap<string, Defined> }

/** Takes properties over from JSON, after a look at what that changes. Nothing is sent yet. */
export function ImportProperties(props: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" icon={<Upload aria-hidden />} onClick={() => setOpen(true)}>
        {t('metadefs.file.import')}
      </Button>
      {isOpen && <ImportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function ImportDialog({ image, draft, described, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations()
  const id = useId()
  const [text, setText] = useState('')
  const [removesOthers, setRemovesOthers] = useState(false)
  const { properties, leftOut, fault } = text.trim() === '' ? nothing : readPropertyFile(text)
  const changes = properties ? changesOfFile(image, properties, removesOthers) : []
  const others = properties ? changesOfFile(image, properties, true).filter(isRemoval).length : 0

  const takeOver = () => {
    // All of the file, so that it also wins over what was typed before.
    for (const [name, value] of properties ?? []) draft.set(name, value)
    for (const { key } of changes.filter(isRemoval)) draft.set(key, null)
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={t('metadefs.file.importTitle')}
      description={t('metadefs.file.importLead')}
      closeLabel={t('kit.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button
            variant="primary"
            disabledReason={changes.length === 0 ? t('metadefs.file.nothing') : undefined}
            onClick={takeOver}
          >
            {t('metadefs.file.takeOver', { count: changes.length })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <JsonSource
          text={text}
          onTextChange={setText}
          error={fault && t(`metadefs.file.faults.${fault}`)}
        />
        {properties && changes.length === 0 && <p>{t('metadefs.file.noChange')}</p>}
        {changes.length > 0 && (
          <section aria-labelledby={`${id}-preview`} className="flex flex-col gap-2">
            <h3 id={`${id}-preview`} className="font-semibold">
              {t('metadefs.file.preview', { count: changes.length })}
            </h3>
            <div className="thin-scroll max-h-56 overflow-y-auto">
              <ChangeList changes={changes} labelOf={() => undefined} />
            </div>
          </section>
        )}
        {others > 0 && (
          <div className="flex items-start gap-2.5">
            <Checkbox
              id={`${id}-others`}
              className="mt-0.5"
              checked={removesOthers}
              onCheckedChange={setRemovesOthers}
            />
            <label htmlFor={`${id}-others`}>
              {t('metadefs.file.removeOthers', { count: others })}
            </label>
          </div>
        )}
        <OddValues properties={properties} described={described} />
        <LeftOutList leftOut={leftOut ?? []} />
      </div>
    </Dialog>
  )
}

const nothing = { properties: undefined, leftOut: undefined, fault: undefined }
const isRemoval = ({ value }: { value: unknown }) => value === null

function OddValues({
  properties,
  described,
}: {
  properties: ReadonlyMap<string, string> | undefined
  described: ReadonlyMap<string, Defined>
}) {
  const t = useTranslations()
  const { faultWords } = useDefinitionWords()
  const odd = [...(properties ?? [])].flatMap(([name, value]) => {
    const definition = described.get(name)?.definition
    const words = definition && faultWords(valueFault(definition, value))
    return words ? [{ name, words }] : []
  })
  if (odd.length === 0) return null
  return (
    <Alert tone="warn" title={t('metadefs.file.odd', { count: odd.length })}>
      <Reasons lines={odd} />
    </Alert>
  )
}

function LeftOutList({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const t = useTranslations()
  if (leftOut.length === 0) return null
  const lines = leftOut.map(({ name, reason }) => ({
    name,
    words: reason === 'value' ? t('metadefs.file.notText') : t(`properties.faults.${reason}`),
  }))
  return (
    <Alert tone="info" title={t('metadefs.file.leftOut', { count: leftOut.length })}>
      <Reasons lines={lines} />
    </Alert>
  )
}

function Reasons({ lines }: { lines: readonly { name: string; words: string }[] }) {
  return (
    <ul className="thin-scroll max-h-32 overflow-y-auto">
      {lines.map(({ name, words }) => (
        <li key={name} className="wrap-anywhere">
          <code className="font-mono text-sm">{name}</code>: {words}
        </li>
      ))}
    </ul>
  )
}

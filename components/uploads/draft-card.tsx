'use client'

import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { Spinner } from '@/components/ui/spinner'
import { formatBytes } from '@/lib/format'
import { checkDeclared, fittingDeclaration } from '@/lib/image-format/check-declared'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import type { Upload } from '@/lib/upload/browser/upload'
import { draftDefaults } from './draft-defaults'
import { FindingLine, FormatNotice } from './format-notice'
import { MismatchNotice } from './mismatch-notice'
import { useNewImageHints } from './new-image-context'
import { RecordFields } from './record-fields'
import { type RecordValues, recordValuesSchema, toRecord } from './record-values'
import { ResumeNotice } from './resume-notice'
import { SizeNotice } from './size-notice'
import { StoreChoice } from './store-choice'
import { placeOfFile, useKeptValues } from './use-kept-values'
import { useRoom } from './use-room'

/** Sends one file of the form off. Resolves to false when its fields are not right. */
export type SubmitDraft = () => Promise<boolean>

type DraftCardProps = {
  upload: Upload
  /** Makes the card's way to be sent known to the form; `undefined` when it goes. */
  register: (key: string, submit: SubmitDraft | undefined) => void
}

/** One chosen file: what it is, what speaks against it, and the record to make for it. */
export function DraftCard({ upload, register }: DraftCardProps) {
  const t = useTranslations()
  const locale = useLocale()
  const { engine } = liveEngine()
  const { key, file, stage, inspection } = upload
  const { phase } = stage
  const isReading = phase === 'chosen' || phase === 'inspecting'
  const hasForm = phase === 'ready' || (phase === 'refused' && inspection?.verdict === 'warn')
  return (
    <Card aria-label={file.name}>
      <header className="flex min-h-12 items-center gap-3 px-4 py-2">
        <div className="min-w-0 flex-1">
          <h2 className="flex min-w-0 font-semibold">
            <MiddleTruncate text={file.name} />
          </h2>
          <p className="tabular flex items-center gap-2 text-ink-muted text-sm">
            {formatBytes(file.size, locale)}
            {isReading && (
              <>
                <Spinner /> {t('uploads.form.inspecting')}
              </>
            )}
            {inspection && (
              <span className="min-w-0 truncate">
                <FindingLine finding={inspection.finding} />
              </span>
            )}
          </p>
        </div>
        <IconButton
          label={t('uploads.form.removeFile', { name: file.name })}
          onClick={() => engine.dismiss(key)}
        >
          <X aria-hidden />
        </IconButton>
      </header>
      {!isReading && (
        <div className="flex flex-col gap-4 border-line border-t p-4">
          <ResumeNotice upload={upload} />
          <FormatNotice upload={upload} onOverride={() => engine.override(key)} />
          <SizeNotice upload={upload} />
          {hasForm && <DraftFields upload={upload} register={register} />}
        </div>
      )}
    </Card>
  )
}

function DraftFields({ upload, register }: DraftCardProps) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const { key, scope, record, file, inspection } = upload
  const room = useRoom(upload)
  const isRefused = room?.isFinal === true
  const { like } = useNewImageHints()
  const form = useZodForm(recordValuesSchema, {
    defaultValues: draftDefaults(upload, like?.record),
  })
  const { handleSubmit, control, setValue } = form
  const [store, setStore] = useState(upload.store)
  const { forget } = useKeptValues(form, placeOfFile(scope, file))
  const values = useWatch({ control }) as RecordValues
  const { disk_format, container_format } = values
  const check = inspection
    ? checkDeclared({ disk_format, container_format }, inspection.finding)
    : { agrees: true as const }
  const fitting = inspection && fittingDeclaration(inspection.finding)

  useEffect(() => {
    register(key, async () => {
      let isSent = false
      await handleSubmit((values) => {
        if (!check.agrees || isRefused) return
        forget()
        engine.submit(key, {
          record: toRecord(values),
          imageName: values.name || file.name,
          store,
        })
        isSent = true
      })()
      return isSent
    })
    return () => register(key, undefined)
  }, [key, register, handleSubmit, engine, file.name, check.agrees, isRefused, forget, store])

  return (
    <>
      <RecordFields scope={scope} control={control} isGuessed={record === null} />
      <StoreChoice scope={scope} value={store} onChange={setStore} />
      <MismatchNotice
        check={check}
        actions={
          fitting && (
            <Button
              size="sm"
              onClick={() => {
                setValue('disk_format', fitting.disk_format, { shouldDirty: true })
                setValue('container_format', fitting.container_format, { shouldDirty: true })
              }}
            >
              {t('uploads.notice.useDetected', {
                format: `${fitting.disk_format}, ${fitting.container_format}`,
              })}
            </Button>
          )
        }
      />
      <CommandDisclosure
        command={{ kind: 'create', record: toRecord(values), file: file.name, store }}
      />
    </>
  )
}

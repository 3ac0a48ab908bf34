'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Spinner } from '@/components/ui/spinner'
import { checkDeclared } from '@/lib/image-format/check-declared'
import { type Actor, isOwn, refusalOf } from '@/lib/image-rules'
import type { Image } from '@/lib/schemas/image'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { inDock } from '@/lib/upload/browser/totals'
import { isDraft, type Upload } from '@/lib/upload/browser/upload'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { FilePicker } from './file-picker'
import { FindingLine, FormatNotice } from './format-notice'
import { MismatchNotice } from './mismatch-notice'
import { SizeNotice } from './size-notice'
import { StoreChoice } from './store-choice'
import { UploadRow } from './upload-row'
import { useRoom } from './use-room'

type UploadDataPanelProps = { scope: string; image: Image; actor: Actor }

/**
 * Sends a file into a queued image that has no data. Draws the running upload instead once there is
 * one in this window; nothing for an image in any other state.
 */
export function UploadDataPanel({ scope, image, actor }: UploadDataPanelProps) {
  const t = useTranslations()
  const { uploads } = useUploads()
  const running = inDock(uploads).findLast(({ imageId }) => imageId === image.id)
  if (running && (image.status !== 'active' || running.stage.phase !== 'done')) {
    return (
      <Card aria-label={t('uploads.data.running')}>
        <ul>
          <UploadRow upload={running} />
        </ul>
      </Card>
    )
  }
  const refusal = refusalOf('upload', image, actor)
  if (refusal && refusal !== 'formatsMissing') return null
  return (
    <Card aria-labelledby="upload-data">
      <CardHeader
        id="upload-data"
        title={t('uploads.data.title')}
        description={t('uploads.data.lead')}
      />
      <CardBody>
        {refusal ? (
          <Alert tone="warn">{t('uploads.data.formatsMissing')}</Alert>
        ) : (
          <div className="flex flex-col gap-3">
            {!isOwn(image, actor) && <Alert tone="info">{t('uploads.data.foreign')}</Alert>}
            <ChooseData scope={scope} image={image} />
          </div>
        )}
      </CardBody>
    </Card>
  )
}

function ChooseData({ scope, image }: { scope: string; image: Image }) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const { uploads } = useUploads()
  const [key, setKey] = useState<string>()
  const [store, setStore] = useState<string>()
  const draft = uploads.find((upload) => upload.key === key)
  // A draft that is left behind would never be sent.
  useEffect(() => {
    return () => {
      const left = engine.snapshot().uploads.find((upload) => upload.key === key)
      if (left && isDraft(left)) engine.dismiss(left.key)
    }
  }, [key, engine])
  const choose = (files: File[]) => {
    setKey(engine.choose(scope, files.slice(0, 1), 'fill')[0])
  }
  const picker = (
    <FilePicker
      compact={draft !== undefined}
      multiple={false}
      label={t('uploads.data.choose')}
      onFiles={choose}
    />
  )
  if (!draft) return picker
  const { stage, inspection, file } = draft
  const check = inspection ? checkDeclared(image, inspection.finding) : { agrees: true as const }
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-2">
        <span className="font-medium">{file.name}</span>
        <span className="text-ink-muted text-sm">
          {inspection ? <FindingLine finding={inspection.finding} /> : <Spinner />}
        </span>
      </p>
      <FormatNotice upload={draft} onOverride={() => engine.override(draft.key)} />
      <SizeNotice upload={draft} />
      <MismatchNotice check={check} help={t('uploads.data.mismatchHelp')} />
      {stage.phase === 'ready' && check.agrees && (
        <>
          <StoreChoice scope={scope} value={store} onChange={setStore} />
          <SendButton upload={draft} image={image} store={store} />
          <CommandDisclosure
            command={{ kind: 'upload', imageId: image.id, file: file.name, store }}
          />
        </>
      )}
      {picker}
    </div>
  )
}

type SendProps = { upload: Upload; image: Image; store: string | undefined }

function SendButton({ upload, image, store }: SendProps) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const { key, file } = upload
  if (useRoom(upload)?.isFinal) return null
  return (
    <Button
      variant="primary"
      className="self-start"
      onClick={() =>
        engine.submit(key, { imageId: image.id, imageName: image.name ?? file.name, store })
      }
    >
      {t('uploads.data.submit', { name: file.name })}
    </Button>
  )
}

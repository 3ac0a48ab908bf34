'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { formatBytes } from '@/lib/format'
import { paths } from '@/lib/paths'
import { hasCoresToSpare } from '@/lib/upload/browser/digest'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { isDraft, type Upload } from '@/lib/upload/browser/upload'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { DraftCard, type SubmitDraft } from './draft-card'
import { FilePicker } from './file-picker'

/** Files on their way to becoming images: choose, look at what they are, fill in, send. */
export function UploadForm({ scope }: { scope: string }) {
  const router = useRouter()
  const submits = useRef(new Map<string, SubmitDraft>())
  const [wantsHash, setWantsHash] = useState(false)
  const [isSending, setSending] = useState(false)
  const drafts = useUploads().uploads.filter(
    (upload) => isDraft(upload) && upload.scope === scope && upload.purpose === 'create',
  )

  const register = useCallback((key: string, submit: SubmitDraft | undefined) => {
    if (submit) submits.current.set(key, submit)
    else submits.current.delete(key)
  }, [])

  const sendAll = async () => {
    const { engine } = liveEngine()
    setSending(true)
    let isClean = true
    for (const { key, stage } of drafts) {
      const isSent = stage.phase === 'ready' && (await submits.current.get(key)?.())
      if (isSent && wantsHash) engine.hash(key)
      isClean &&= isSent === true
    }
    setSending(false)
    if (isClean) router.push(paths.images(scope))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys work in any field inside
    <div
      className="flex flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) sendAll()
      }}
    >
      <div className="flex flex-1 flex-col gap-3 pb-5">
        {drafts.map((upload) => (
          <DraftCard key={upload.key} upload={upload} register={register} />
        ))}
        <FilePicker
          compact={drafts.length > 0}
          onFiles={(files) => liveEngine().engine.choose(scope, files)}
        />
      </div>
      {drafts.length > 0 && (
        <SendBar
          drafts={drafts}
          wantsHash={wantsHash}
          onWantsHash={setWantsHash}
          isSending={isSending}
          onSend={sendAll}
        />
      )}
    </div>
  )
}

type SendBarProps = {
  drafts: readonly Upload[]
  wantsHash: boolean
  onWantsHash: (wants: boolean) => void
  isSending: boolean
  onSend: () => void
}

function SendBar({ drafts, wantsHash, onWantsHash, isSending, onSend }: SendBarProps) {
  const t = useTranslations()
  const locale = useLocale()
  const ready = drafts.filter(({ stage }) => stage.phase === 'ready')
  const refused = drafts.filter(({ stage }) => stage.phase === 'refused')
  const size = drafts.reduce((sum, { file }) => sum + file.size, 0)
  const reason = ready.length > 0 ? undefined : t(reasonKey())
  return (
    <footer className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-line border-t bg-canvas py-3">
      <div className="me-auto flex flex-col gap-1 text-sm">
        <p className="tabular text-ink-soft">
          {t('uploads.form.total', {
            count: drafts.length,
            size: formatBytes(size, locale),
          })}
          {refused.length > 0 && (
            <span className="ms-2 text-warn">
              {t('uploads.form.notReady', { count: refused.length })}
            </span>
          )}
        </p>
        <HashChoice wants={wantsHash} onWants={onWantsHash} />
      </div>
      <Button
        variant="primary"
        loading={isSending}
        disabledReason={reason}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={onSend}
      >
        {t('uploads.form.submit', { count: ready.length })}
      </Button>
    </footer>
  )

  function reasonKey() {
    return refused.length === drafts.length
      ? ('uploads.form.allRefused' as const)
      : ('uploads.form.stillReading' as const)
  }
}

function HashChoice({ wants, onWants }: { wants: boolean; onWants: (wants: boolean) => void }) {
  const t = useTranslations()
  if (hasCoresToSpare()) {
    return <p className="text-ink-muted">{t('uploads.form.hashAuto')}</p>
  }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control
    <label className="flex items-start gap-2" title={t('uploads.form.hashHint')}>
      <Checkbox checked={wants} onCheckedChange={onWants} className="mt-0.5" />
      <span>
        {t('uploads.form.hash')}{' '}
        <span className="text-ink-muted">{t('uploads.form.hashHint')}</span>
      </span>
    </label>
  )
}

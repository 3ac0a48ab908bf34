'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CirclePause, Play } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useNow, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ErrorNote } from '@/components/feedback/error-note'
import { Button } from '@/components/ui/button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { formatBytes, formatExactTime, formatPercent, formatRelative } from '@/lib/format'
import { paths } from '@/lib/paths'
import { endUploadMutation, retryUploadMutation } from '@/lib/queries/uploads'
import type { UploadStatus } from '@/lib/schemas/upload'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { CancelDialog } from './cancel-dialog'
import { FileAgain } from './file-again'
import { TwoHopBar } from './two-hop-bar'
import { knownFileOf, needsFile } from './unfinished'
import { useKeptFile } from './use-kept-file'

type UnfinishedRowProps = { scope: string; status: UploadStatus; isMovingElsewhere: boolean }

/** One unfinished upload: how far it came, and the ways to go on or to give it up. */
export function UnfinishedRow({ scope, status, isMovingElsewhere }: UnfinishedRowProps) {
  const t = useTranslations()
  const locale = useLocale()
  const { filename, size, received, forwarded, imageId, state } = status
  const share = (bytes: number) => (size > 0 ? bytes / size : 0)
  const asksFile = needsFile(status) && !isMovingElsewhere
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <CirclePause aria-hidden className="size-4 shrink-0 text-ink-muted" />
        <div className="min-w-0 flex-1 basis-60">
          <Link
            href={paths.image(scope, imageId)}
            className="flex min-w-0 rounded-xs font-medium hover:underline"
          >
            <MiddleTruncate text={filename} />
          </Link>
          <p className="tabular text-ink-muted text-xs">
            {formatBytes(size, locale)} · <Kept status={status} />
          </p>
        </div>
        <RowButtons scope={scope} status={status} asksFile={asksFile} />
      </div>
      <TwoHopBar
        name={filename}
        toUs={share(received)}
        intoGlance={share(forwarded)}
        tone={state === 'failed' || state === 'mismatch' ? 'bad' : 'busy'}
      />
      <p className="tabular text-ink-muted text-sm">{words()}</p>
    </li>
  )

  function words() {
    if (isMovingElsewhere) return t('uploads.unfinished.elsewhere')
    if (state === 'mismatch') return t('uploads.proof.different')
    if (state === 'failed') {
      const reason = status.error?.detail ?? t(`errors.${status.error?.code ?? 'internal'}.title`)
      return t('uploads.unfinished.failed', { reason })
    }
    if (needsFile(status)) {
      return t('uploads.unfinished.missing', {
        percent: formatPercent(share(received), locale),
        left: formatBytes(size - received, locale),
        name: filename,
      })
    }
    if (state === 'needs_sign_in') return t('uploads.stage.sign_in')
    if (state === 'verifying') return t('uploads.stage.verifying')
    return t('uploads.stage.forwarding')
  }
}

function Kept({ status: { createdAt, expiresAt } }: { status: UploadStatus }) {
  const t = useTranslations()
  const locale = useLocale()
  const now = useNow({ updateInterval: 60_000 })
  return (
    <>
      {t('uploads.unfinished.begun', { time: formatRelative(createdAt, now, locale) })} ·{' '}
      <span title={formatExactTime(expiresAt, locale)}>
        {t('uploads.unfinished.lead', { time: formatRelative(expiresAt, now, locale) })}
      </span>
    </>
  )
}

type RowButtonsProps = { scope: string; status: UploadStatus; asksFile: boolean }

function RowButtons({ scope, status, asksFile }: RowButtonsProps) {
  const t = useTranslations()
  const client = useQueryClient()
  const end = useMutation(endUploadMutation(scope, client))
  const retry = useMutation(retryUploadMutation(scope, client))
  const kept = useKeptFile(status.id)
  const [isAsking, setAsking] = useState(false)
  const adopt = (file: File) => liveEngine().engine.adopt(scope, status, file, status.filename)
  const { id, filename, state } = status
  return (
    <>
      {asksFile && kept.canOpen && (
        <Button
          size="sm"
          variant="primary"
          icon={<Play aria-hidden />}
          onClick={async () => {
            const file = await kept.open(knownFileOf(status))
            if (file) adopt(file)
          }}
        >
          {t('uploads.unfinished.resume')}
        </Button>
      )}
      {asksFile && !kept.canOpen && (
        <FileAgain
          variant="primary"
          icon={<Play aria-hidden />}
          label={t('uploads.unfinished.resumePick')}
          known={knownFileOf(status)}
          onFile={adopt}
        />
      )}
      {state === 'failed' && (
        <Button size="sm" loading={retry.isPending} onClick={() => retry.mutate(id)}>
          {t('uploads.unfinished.retry')}
        </Button>
      )}
      <Button size="sm" loading={end.isPending} onClick={() => setAsking(true)}>
        {t('uploads.unfinished.discard')}
      </Button>
      {(end.error ?? retry.error) && (
        <ErrorNote error={end.error ?? retry.error ?? new Error()} className="basis-full" />
      )}
      <CancelDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('uploads.unfinished.discardTitle', { name: filename })}
        onChoose={(image) => end.mutate({ uploadId: id, image })}
      />
    </>
  )
}

'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { CopyValue } from '@/components/feedback/copy-value'
import { ErrorNote } from '@/components/feedback/error-note'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { appError } from '@/lib/errors'
import { formatPercent } from '@/lib/format'
import { paths } from '@/lib/paths'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { can } from '@/lib/upload/browser/machine'
import type { Failure, Upload } from '@/lib/upload/browser/upload'
import { FileAgain } from './file-again'

/** How an upload ended: the proof, the difference, or the failure with what can be done. */
export function RowOutcome({ upload }: { upload: Upload }) {
  const { stage } = upload
  if (stage.phase === 'done') {
    return stage.isSame ? <Proof upload={upload} /> : <Difference upload={upload} />
  }
  return stage.phase === 'failed' ? <Failed upload={upload} failure={stage.failure} /> : null
}

function Proof({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const locale = useLocale()
  const { engine } = liveEngine()
  const { key, scope, imageId, proof, imageHash, digest, file } = upload
  const canHash = proof === 'server' && digest.state === 'off' && engine.file(key) !== undefined
  return (
    <div className="space-y-0.5 text-ink-muted text-xs">
      <p className={proof === 'none' ? '' : 'text-ok'}>{t(`uploads.proof.${proof}`)}</p>
      {imageHash && (
        <p className="flex items-center gap-1">
          <span className="shrink-0 uppercase">{imageHash.algorithm}</span>
          <span className="truncate font-mono" title={imageHash.value}>
            {imageHash.value}
          </span>
          <CopyValue value={imageHash.value} name={t('uploads.proof.digest')} />
        </p>
      )}
      {digest.state === 'reading' && (
        <p className="tabular">
          {t('uploads.proof.reading', {
            percent: formatPercent(file.size ? digest.read / file.size : 0, locale),
          })}
        </p>
      )}
      {digest.state === 'failed' && <p>{t('uploads.proof.unreadable')}</p>}
      <p className="flex flex-wrap gap-2 pt-1">
        {imageId && (
          <ButtonLink size="xs" asChild>
            <Link href={paths.image(scope, imageId)}>{t('uploads.row.openImage')}</Link>
          </ButtonLink>
        )}
        {canHash && (
          <Button variant="ghost" size="xs" onClick={() => engine.hash(key)}>
            {t('uploads.row.hash')}
          </Button>
        )}
      </p>
    </div>
  )
}

function Difference({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const { engine } = liveEngine()
  const canSend = upload.record !== null && engine.file(upload.key) !== undefined
  return (
    <Alert
      tone="bad"
      role="alert"
      title={t('uploads.proof.different')}
      actions={
        canSend && (
          <Button size="sm" onClick={() => engine.sendAgain(upload.key)}>
            {t('uploads.proof.sendAgain')}
          </Button>
        )
      }
    >
      {t('uploads.proof.differentHelp')}
    </Alert>
  )
}

function Failed({ upload, failure }: { upload: Upload; failure: Failure }) {
  const t = useTranslations()
  const router = useRouter()
  const { engine } = liveEngine()
  const revise = () => {
    engine.revise(upload.key)
    router.push(paths.newImage(upload.scope))
  }
  if (failure.during === 'reading') {
    return (
      <Alert
        tone="bad"
        title={t('uploads.failed.reading')}
        actions={
          <FileAgain
            label={t('uploads.row.pickAgain')}
            known={{ ...upload.file, lastModified: 0, fingerprint: null }}
            onFile={(file) => engine.retry(upload.key, file)}
          />
        }
      >
        {t('uploads.failed.readingHelp')}
      </Alert>
    )
  }
  const isForgotten = failure.code === 'gone' && failure.during === 'sending'
  const error = appError(failure.code, {
    ...(failure.detail ? { detail: failure.detail } : {}),
    ...(failure.requestId ? { requestId: failure.requestId } : {}),
  })
  const retry = (
    <Button size="sm" onClick={() => engine.retry(upload.key)}>
      {t('uploads.row.retry')}
    </Button>
  )
  if (isForgotten) {
    return (
      <Alert tone="bad" title={t('uploads.failed.sending')} actions={retry}>
        {t('uploads.failed.expired')}
      </Alert>
    )
  }
  return (
    <ErrorNote
      error={error}
      role="note"
      title={t(`uploads.failed.${failure.during}`)}
      actions={
        failure.during === 'cancelling' ? undefined : (
          <>
            {retry}
            {can(upload, 'revise') && upload.record && !upload.hasRecord && (
              <Button size="sm" variant="ghost" onClick={revise}>
                {t('uploads.row.revise')}
              </Button>
            )}
          </>
        )
      }
    />
  )
}

'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { formatBytes } from '@/lib/format'
import { paths } from '@/lib/paths'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { isEnded, type Upload } from '@/lib/upload/browser/upload'
import { RowActions } from './row-actions'
import { RowOutcome } from './row-outcome'
import { RowStatus } from './row-status'
import { StageIcon } from './stage-icon'
import { stageLook } from './stage-look'
import { TwoHopBar } from './two-hop-bar'

/** One upload of this window: where it stands and what can be done about it. */
export function UploadRow({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const locale = useLocale()
  const look = stageLook(upload)
  const { scope, imageId, hasRecord, imageName, file, stage, sent, forwarded } = upload
  const share = (bytes: number) => (file.size > 0 ? bytes / file.size : 0)
  const isOpenable = imageId !== null && hasRecord
  return (
    <li className="flex flex-col gap-1.5 px-3 py-2.5">
      <div className="flex min-h-7 items-center gap-2">
        <StageIcon look={look} />
        <span className="flex min-w-0 flex-1">
          {isOpenable ? (
            <Link
              href={paths.image(scope, imageId)}
              className="flex min-w-0 rounded-xs font-medium hover:underline"
            >
              <MiddleTruncate text={imageName} />
            </Link>
          ) : (
            <MiddleTruncate text={imageName} className="font-medium" />
          )}
        </span>
        <span className="tabular shrink-0 text-ink-muted text-xs">
          {formatBytes(file.size, locale)}
        </span>
        <RowActions upload={upload} />
      </div>
      {!isEnded(upload) && stage.phase !== 'cancelling' && (
        <TwoHopBar
          name={imageName}
          toUs={share(sent)}
          intoGlance={share(forwarded)}
          tone={look.tone === 'warn' ? 'warn' : 'busy'}
        />
      )}
      <div className="flex items-start justify-between gap-2">
        <RowStatus upload={upload} />
        {stage.phase === 'waiting' && stage.reason !== 'sign_in' && (
          <Button
            size="xs"
            variant="ghost"
            className="-my-1"
            onClick={() => liveEngine().engine.tryNow(upload.key)}
          >
            {t('uploads.row.tryNow')}
          </Button>
        )}
      </div>
      <RowOutcome upload={upload} />
    </li>
  )
}

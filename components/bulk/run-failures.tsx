'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RequestId } from '@/components/feedback/request-id'
import { CopyButton } from '@/components/ui/copy-button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { SafeText } from '@/components/ui/safe-text'
import type { BulkRun, Failure } from '@/lib/bulk/runs'
import { type ErrorCode, isAppError } from '@/lib/errors'
import { paths } from '@/lib/paths'

const shownAtMost = 200

/** The images of a run that failed, grouped by what went wrong, each with Glance's own sentence. */
export function RunFailures({ run }: { run: BulkRun }) {
  const t = useTranslations()
  const count = run.failures.length
  return (
    <section aria-label={t('bulk.run.failures', { count })} className="flex flex-col gap-2">
      <p className="flex items-center gap-1 font-medium text-bad text-sm">
        {t('bulk.run.failures', { count })}
        <CopyButton
          value={run.failures.map(asLine).join('\n')}
          label={t('bulk.run.copyFailures')}
          doneLabel={t('kit.copy.done')}
          failedLabel={t('kit.copy.failed')}
        />
      </p>
      {byCode(run.failures.slice(0, shownAtMost)).map(([code, failures]) => (
        <div key={code} className="rounded-md border border-line">
          <p className="border-line border-b bg-sunken/60 px-3 py-1.5 text-ink-soft text-sm">
            <span className="font-medium text-ink">{t(`errors.${code}.title`)}.</span>{' '}
            {t(`errors.${code}.help`)}
          </p>
          <ul className="divide-y divide-line">
            {failures.map((failure) => (
              <FailureRow key={failure.image.id} scope={run.scope} failure={failure} />
            ))}
          </ul>
        </div>
      ))}
      {count > shownAtMost && (
        <p className="text-ink-muted text-sm">
          {t('bulk.run.moreFailures', { count: count - shownAtMost })}
        </p>
      )}
    </section>
  )
}

function FailureRow({ scope, failure: { image, error } }: { scope: string; failure: Failure }) {
  const { detail, requestId } = isAppError(error) ? error : {}
  return (
    <li className="px-3 py-2 text-sm">
      <Link
        href={paths.image(scope, image.id)}
        prefetch={false}
        className="block min-w-0 rounded-xs font-medium text-ink hover:text-accent hover:underline"
      >
        <MiddleTruncate text={image.name || image.id} />
      </Link>
      {detail !== undefined && (
        <p className="wrap-anywhere text-ink-soft">
          <SafeText text={detail} />
        </p>
      )}
      {requestId !== undefined && <RequestId id={requestId} />}
    </li>
  )
}

function byCode(failures: readonly Failure[]): Array<[ErrorCode, Failure[]]> {
  const groups = new Map<ErrorCode, Failure[]>()
  for (const failure of failures) {
    const code = isAppError(failure.error) ? failure.error.code : 'internal'
    groups.set(code, [...(groups.get(code) ?? []), failure])
  }
  return [...groups]
}

function asLine({ image, error }: Failure): string {
  const { code, detail, requestId } = isAppError(error)
    ? error
    : { code: 'internal', detail: undefined, requestId: undefined }
  return [image.id, image.name ?? '', code, detail ?? '', requestId ?? ''].join('\t')
}

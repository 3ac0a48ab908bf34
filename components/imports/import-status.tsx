'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ErrorNote } from '@/components/feedback/error-note'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { SafeText } from '@/components/ui/safe-text'
import { importCommandOf } from '@/lib/commands/import-command'
import { formatBytes } from '@/lib/format'
import {
  copiedBytes,
  type ImportState,
  importReason,
  importShare,
  repeatOf,
} from '@/lib/import-rules'
import { importImageMutation } from '@/lib/queries/imports'
import type { Image } from '@/lib/schemas/image'
import { useImportState } from './use-import-state'

type Props = { scope: string; image: Image }

/** The import that works on an image, or why the last one failed. Nothing when there is none. */
export function ImportStatus({ scope, image }: Props) {
  const { state, isKnown } = useImportState(scope, image)
  if (state.phase === 'running') return <Running image={image} state={state} />
  // The tasks hold the reason: a failure is shown once they are there.
  if (state.phase === 'none' || !isKnown) return null
  return <Broken scope={scope} image={image} state={state} />
}

type Under<Phase> = Extract<ImportState, { phase: Phase }>

function Running({ image, state }: { image: Image; state: Under<'running'> }) {
  const t = useTranslations()
  const locale = useLocale()
  const { task, waiting } = state
  const copied = copiedBytes(task)
  const isCopy = task?.input?.import_req?.method?.name === 'copy-image'
  const stored = copied === undefined ? undefined : formatBytes(copied, locale)
  const words =
    stored !== undefined
      ? image.size
        ? t('imports.running.copiedOf', { size: stored, total: formatBytes(image.size, locale) })
        : t('imports.running.copied', { size: stored })
      : task?.status === 'processing' && !isCopy
        ? t('imports.running.downloading')
        : t('imports.running.starting')
  return (
    <Card aria-labelledby="import-running">
      <CardHeader
        id="import-running"
        title={t(isCopy ? 'imports.running.copying' : 'imports.running.title')}
        description={t('imports.running.leave')}
      />
      <CardBody className="flex flex-col gap-2">
        <Progress
          value={importShare(image, task) ?? null}
          label={t('imports.running.label')}
          valueText={words}
        />
        <p role="status" className="tabular text-ink-soft">
          {words}
          {waiting.length > 0 && (
            <span className="ms-2 text-ink-muted">
              {t('imports.running.waiting', { stores: waiting.join(', ') })}
            </span>
          )}
        </p>
      </CardBody>
    </Card>
  )
}

type BrokenProps = Props & { state: Under<'failed' | 'partial'> }

function Broken({ scope, image, state }: BrokenProps) {
  const t = useTranslations()
  const start = useMutation(importImageMutation(scope, useQueryClient()))
  const again = repeatOf(image, state)
  const isPartial = state.phase === 'partial'
  const uri = state.task?.input?.import_req?.method?.uri
  const title = isPartial
    ? t('imports.failed.partialTitle', { count: state.failed.length })
    : t('imports.failed.title')
  return (
    <Alert
      tone={isPartial ? 'warn' : 'bad'}
      role="note"
      title={title}
      actions={
        again && (
          <Button
            size="sm"
            icon={<RotateCw aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate({ imageId: image.id, request: again })}
          >
            {t(isPartial ? 'imports.failed.retryCopy' : 'imports.failed.retry')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-1">
        {isPartial && <p>{t('imports.failed.partial', { stores: state.failed.join(', ') })}</p>}
        {(state.task?.status === 'failure' || !isPartial) && <Reason state={state} />}
        {uri && (
          <p className="text-sm">
            {t.rich('imports.failed.from', {
              address: () => (
                <code className="wrap-anywhere font-mono">
                  <SafeText text={uri} />
                </code>
              ),
            })}
          </p>
        )}
        {!again && !isPartial && state.task && <p>{t('imports.failed.cannotRetry')}</p>}
        {again && (
          <CommandDisclosure
            command={{ kind: 'import', imageIds: [image.id], import: importCommandOf(again) }}
          />
        )}
        {start.error && <ErrorNote error={start.error} className="mt-2" />}
      </div>
    </Alert>
  )
}

function Reason({ state }: Pick<BrokenProps, 'state'>) {
  const t = useTranslations()
  const reason = importReason(state.task)
  if (!state.task) return <p>{t('imports.failed.forgotten')}</p>
  return (
    <>
      <p>{t(reason ? `imports.reasons.${reason}` : 'imports.failed.unknown')}</p>
      {state.task.message && (
        <p className="border-bad/40 border-s-2 ps-2 text-ink text-sm">
          {t.rich('imports.failed.said', {
            message: () => <SafeText text={state.task?.message ?? ''} />,
          })}
        </p>
      )}
    </>
  )
}

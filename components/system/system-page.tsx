'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { QueryError } from '@/components/feedback/query-error'
import { SizeCell, TimeCell } from '@/components/table/cells'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { KeyValue, KeyValueList } from '@/components/ui/key-value'
import { Skeleton } from '@/components/ui/skeleton'
import { systemQuery } from '@/lib/queries/system'
import type { System } from '@/lib/schemas/system'
import { SystemHealth } from './system-health'
import { SystemUploads } from './system-uploads'

/** State of the dashboard's process, for administrators; kept fresh while it is looked at. */
export function SystemPage({ scope }: { scope: string }) {
  const t = useTranslations()
  const { data, error, refetch, isFetching } = useQuery(systemQuery(scope))
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-5 px-4 py-5 sm:px-6">
      <header>
        <h1 className="flex flex-wrap items-center gap-3 font-semibold text-xl">
          {t('system.title')}
          {data && (
            <Badge tone={data.readiness.status === 'ready' ? 'ok' : 'bad'}>
              {t(`system.status.${data.readiness.status}`)}
            </Badge>
          )}
        </h1>
        <p className="text-ink-muted">{t('system.lead')}</p>
      </header>
      {error && <QueryError error={error} onRetry={refetch} retrying={isFetching} />}
      {!data && !error && <Skeleton className="h-60" />}
      {data && (
        <>
          <SystemHealth system={data} />
          <SystemUploads uploads={data.uploads} />
          <ProcessCard process={data.process} />
          <SettingsCard settings={data.settings} />
        </>
      )}
    </div>
  )
}

function ProcessCard({ process }: { process: System['process'] }) {
  const t = useTranslations()
  const { versions, startedAt, memoryBytes, sessions } = process
  return (
    <Card aria-labelledby="system-process">
      <CardHeader id="system-process" title={t('system.process.title')} />
      <CardBody>
        <KeyValueList columns={2}>
          <KeyValue label={t('system.process.vitrine')}>{versions.vitrine}</KeyValue>
          <KeyValue label={t('system.process.startedAt')}>
            <TimeCell time={startedAt} />
          </KeyValue>
          <KeyValue label={t('system.process.next')}>{versions.next}</KeyValue>
          <KeyValue label={t('system.process.memory')}>
            <SizeCell bytes={memoryBytes} />
          </KeyValue>
          <KeyValue label={t('system.process.node')}>{versions.node}</KeyValue>
          <KeyValue label={t('system.process.sessions')}>{sessions}</KeyValue>
        </KeyValueList>
      </CardBody>
    </Card>
  )
}

function SettingsCard({ settings }: { settings: System['settings'] }) {
  const t = useTranslations()
  return (
    <Card aria-labelledby="system-settings">
      <CardHeader
        id="system-settings"
        title={t('system.settings.title')}
        description={t('system.settings.lead')}
      />
      <CardBody>
        <KeyValueList>
          {settings.map(({ name, value }) => (
            <KeyValue key={name} label={<code className="wrap-anywhere text-xs">{name}</code>} mono>
              {value ?? <span className="text-ink-muted">{t('system.settings.unset')}</span>}
            </KeyValue>
          ))}
        </KeyValueList>
      </CardBody>
    </Card>
  )
}

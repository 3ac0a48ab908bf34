'use client'

import { CircleAlert, CircleCheck, CircleDashed, CirclePause } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { NoValue, TimeCell } from '@/components/table/cells'
import { Card, CardHeader } from '@/components/ui/card'
import { StatusDot } from '@/components/ui/status-dot'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { Check, System } from '@/lib/schemas/system'

type State = Check['state'] | 'resting'

const looks = {
  ok: { tone: 'ok', icon: <CircleCheck /> },
  failed: { tone: 'bad', icon: <CircleAlert /> },
  resting: { tone: 'bad', icon: <CirclePause /> },
  unknown: { tone: 'neutral', icon: <CircleDashed /> },
  off: { tone: 'neutral', icon: <CircleDashed /> },
} as const

const services = ['identity', 'image', 'spool', 'redis'] as const

/** What the dashboard depends on: how it does, where it is, when it last answered. */
export function SystemHealth({ system: { readiness, upstreams } }: { system: System }) {
  const t = useTranslations()
  return (
    <Card aria-labelledby="system-health">
      <CardHeader id="system-health" title={t('system.health.title')} />
      <Table>
        <thead>
          <tr>
            <Th>{t('system.health.what')}</Th>
            <Th>{t('system.health.state')}</Th>
            <Th>{t('system.health.time')}</Th>
            <Th>{t('system.health.where')}</Th>
            <Th>{t('system.health.last')}</Th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => {
            const check = readiness.checks[service]
            const known = upstreams.filter((upstream) => upstream.service === service)
            const isResting = known.some(({ restsUntil }) => restsUntil !== null)
            const state: State = isResting ? 'resting' : check.state
            return (
              <Tr key={service}>
                <Td className="font-medium">{t(`system.health.${service}`)}</Td>
                <Td>
                  <StatusDot tone={looks[state].tone} icon={looks[state].icon}>
                    {t(`system.state.${state}`)}
                  </StatusDot>
                  {check.reason !== undefined && (
                    <p className="text-ink-muted text-xs" lang="en">
                      {check.reason}
                    </p>
                  )}
                </Td>
                <Td>
                  {check.ms === undefined ? <NoValue /> : t('system.health.ms', { ms: check.ms })}
                </Td>
                <Td className="font-mono text-sm">
                  {known.length === 0 ? <NoValue /> : known.map(({ host }) => host).join(', ')}
                </Td>
                <Td>
                  <TimeCell time={known[0]?.answeredAt} />
                </Td>
              </Tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyValue } from '@/components/feedback/copy-value'
import { Alert } from '@/components/ui/alert'
import { Tabs } from '@/components/ui/tabs'
import { memberStatuses } from '@/lib/schemas/member'
import type { ProjectScope } from '@/lib/schemas/project'
import { OfferTable } from './offer-table'

type Props = { scope: string; project: ProjectScope }

/** Images that other projects offer to this one, by what this one answered. */
export function OfferInbox({ scope, project: { projectId, projectName, roles } }: Props) {
  const t = useTranslations()
  const [status, setStatus] = useState<(typeof memberStatuses)[number]>('pending')
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-3 p-4 md:px-6">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="font-semibold text-xl">{t('members.offers.title')}</h1>
          <p className="text-ink-muted">{t('members.offers.lead', { project: projectName })}</p>
        </div>
        <p className="flex items-center gap-1 text-ink-muted text-sm">
          {t('members.offers.ownId')}
          <code className="font-mono text-xs">{projectId}</code>
          <CopyValue value={projectId} name={t('members.projectId')} />
        </p>
      </header>
      {roles.includes('admin') && <Alert tone="info">{t('members.offers.asAdmin')}</Alert>}
      <Tabs
        label={t('members.offers.tabs')}
        value={status}
        onValueChange={setStatus}
        tabs={memberStatuses.map((one) => ({
          value: one,
          label: t(`members.offers.tab.${one}`),
          content: <OfferTable scope={scope} projectId={projectId} status={one} />,
        }))}
      />
    </div>
  )
}

'use client'

import { UploadCloud } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ShowCommand } from '@/components/feedback/show-command'
import { ButtonLink } from '@/components/ui/button-link'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { ImageCommand } from '@/lib/commands/command'
import { paths } from '@/lib/paths'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { inDock } from '@/lib/upload/browser/totals'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { UnfinishedList } from './unfinished-list'
import { UploadRow } from './upload-row'

// What an upload leaves in Glance until it is done.
const unfinished: ImageCommand = {
  kind: 'list',
  params: loadImageListParams(new URLSearchParams('status=queued,saving,uploading')),
}

/** Everything of the person's that is on its way into a project. */
export function UploadsPage({ scope }: { scope: string }) {
  const t = useTranslations()
  const running = inDock(useUploads().uploads).filter((upload) => upload.scope === scope)
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-5 px-4 py-5 sm:px-6">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <div className="me-auto">
          <h1 className="font-semibold text-xl">{t('uploads.title')}</h1>
          <p className="text-ink-muted">{t('uploads.page.lead')}</p>
        </div>
        <ButtonLink variant="primary" icon={<UploadCloud aria-hidden />} asChild>
          <Link href={paths.newImage(scope)}>{t('uploads.page.upload')}</Link>
        </ButtonLink>
        <ShowCommand command={unfinished} />
      </header>
      <UnfinishedList scope={scope} />
      <Card aria-labelledby="uploads-here">
        <CardHeader id="uploads-here" title={t('uploads.page.running')} />
        {running.length === 0 ? (
          <CardBody className="text-ink-muted">{t('uploads.page.noneRunning')}</CardBody>
        ) : (
          <ul className="divide-y divide-line">
            {running.map((upload) => (
              <UploadRow key={upload.key} upload={upload} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { IdCell, SizeCell, TimeCell } from '@/components/table/cells'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { System } from '@/lib/schemas/system'

/** Everybody's uploads in this process, without their names: those are their owners' business. */
export function SystemUploads({ uploads }: { uploads: System['uploads'] }) {
  const t = useTranslations()
  return (
    <Card aria-labelledby="system-uploads">
      <CardHeader id="system-uploads" title={t('system.uploads.title')} />
      {uploads.length === 0 ? (
        <CardBody className="text-ink-muted">{t('system.uploads.none')}</CardBody>
      ) : (
        <Table>
          <thead>
            <tr>
              <Th>{t('system.uploads.state')}</Th>
              <Th className="text-end">{t('system.uploads.size')}</Th>
              <Th className="text-end">{t('system.uploads.received')}</Th>
              <Th className="text-end">{t('system.uploads.forwarded')}</Th>
              <Th>{t('system.uploads.since')}</Th>
              <Th>{t('system.uploads.image')}</Th>
              <Th>{t('system.uploads.project')}</Th>
              <Th>{t('system.uploads.user')}</Th>
            </tr>
          </thead>
          <tbody>
            {uploads.map((upload) => (
              <Tr key={upload.id}>
                <Td>{t(`system.uploadState.${upload.state}`)}</Td>
                <Td className="text-end">
                  <SizeCell bytes={upload.size} />
                </Td>
                <Td className="text-end">
                  <SizeCell bytes={upload.received} />
                </Td>
                <Td className="text-end">
                  <SizeCell bytes={upload.forwarded} />
                </Td>
                <Td>
                  <TimeCell time={upload.createdAt} />
                </Td>
                {(['imageId', 'projectId', 'userId'] as const).map((key) => (
                  <Td key={key} className="max-w-40">
                    <IdCell id={upload[key]} name={upload[key]} />
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

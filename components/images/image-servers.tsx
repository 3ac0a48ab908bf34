'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ErrorNote } from '@/components/feedback/error-note'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { SafeText } from '@/components/ui/safe-text'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { imageServersQuery } from '@/lib/queries/sources'

type Props = { scope: string; imageId: string; className?: string }

/** The servers that were started from an image; nothing where the cloud has no Nova. */
export function ImageServers({ scope, imageId, className }: Props) {
  const t = useTranslations()
  const { data, error } = useQuery(imageServersQuery(scope, imageId))
  if (error)
    return <ErrorNote error={error} title={t('image.servers.failed')} className={className ?? ''} />
  if (!data?.servers) return null
  const { servers } = data
  return (
    <Card className={className} aria-labelledby="image-servers">
      <CardHeader
        id="image-servers"
        title={t('image.servers.title', { count: servers.length })}
        description={t('image.servers.lead')}
      />
      {servers.length === 0 ? (
        <CardBody className="text-ink-muted">{t('image.servers.none')}</CardBody>
      ) : (
        <Table aria-label={t('image.servers.title', { count: servers.length })}>
          <thead>
            <tr>
              <Th className="ps-4">{t('image.servers.server')}</Th>
              <Th>{t('image.servers.status')}</Th>
              <Th>{t('image.servers.id')}</Th>
            </tr>
          </thead>
          <tbody>
            {servers.map(({ id, name, status }) => (
              <Tr key={id}>
                <Td className="ps-4">
                  <SafeText text={name} />
                </Td>
                <Td>{status}</Td>
                <Td>
                  <code className="font-mono text-sm">{id}</code>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { CopyValue } from '@/components/feedback/copy-value'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { KeyValue, KeyValueList } from '@/components/ui/key-value'
import type { Image } from '@/lib/schemas/image'

// The commands of GNU coreutils that make the hashes Glance can be set to.
const commands: Record<string, string> = {
  md5: 'md5sum',
  sha1: 'sha1sum',
  sha224: 'sha224sum',
  sha256: 'sha256sum',
  sha384: 'sha384sum',
  sha512: 'sha512sum',
}

/** The hashes of the data, to compare with a file one has. */
export function ImageIntegrity({ image, className }: { image: Image; className?: string }) {
  const t = useTranslations()
  const algorithm = image.os_hash_algo?.toUpperCase()
  const command = commands[image.os_hash_algo ?? '']
  return (
    <Card className={className}>
      <CardHeader
        title={t('image.overview.integrity')}
        description={
          image.os_hash_value && command
            ? t.rich('image.overview.verifyHint', {
                command: () => <code className="font-mono">{command}</code>,
              })
            : undefined
        }
      />
      <CardBody className="py-1">
        <KeyValueList>
          <Hash
            label={algorithm ? t('image.overview.hash', { algorithm }) : t('image.overview.noHash')}
            value={image.os_hash_value}
          />
          <Hash label={t('image.overview.checksum')} value={image.checksum} />
        </KeyValueList>
      </CardBody>
    </Card>
  )
}

function Hash({ label, value }: { label: string; value: string | null }) {
  const t = useTranslations()
  return (
    <KeyValue label={label} mono action={value && <CopyValue value={value} name={label} />}>
      {value ?? (
        <span className="font-sans text-base text-ink-muted">{t('image.overview.notYet')}</span>
      )}
    </KeyValue>
  )
}

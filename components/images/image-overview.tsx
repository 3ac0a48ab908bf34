'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyValue } from '@/components/feedback/copy-value'
import { StatusCell, TagsCell, TimeCell, VisibilityCell } from '@/components/table/cells'
import { useClock } from '@/components/table/use-clock'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { KeyValue, KeyValueList } from '@/components/ui/key-value'
import { SafeLines } from '@/components/ui/safe-lines'
import { SafeText } from '@/components/ui/safe-text'
import { exactBytes, formatBytes, formatExactTime } from '@/lib/format'
import { valueAt } from '@/lib/image-changes'
import { imageQuery } from '@/lib/queries/images'
import type { Image } from '@/lib/schemas/image'
import type { FormProperty } from '@/lib/schemas/image-edit'
import { ImageIntegrity } from './image-integrity'
import { ImageServers } from './image-servers'
import { useOwnerName } from './use-owner-name'

type Props = { scope: string; imageId: string }

/** Everything Glance tells about an image, save custom properties it has no words for. */
export function ImageOverview({ scope, imageId }: Props) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  if (!image) return null
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[4fr_3fr]">
      <Identity scope={scope} image={image} />
      <div className="grid gap-4">
        <Data image={image} />
        <System image={image} />
      </div>
      <ImageIntegrity image={image} className="lg:col-span-2" />
      <ImageServers scope={scope} imageId={image.id} className="lg:col-span-2" />
    </div>
  )
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody className="py-1">
        <KeyValueList>{children}</KeyValueList>
      </CardBody>
    </Card>
  )
}

function Identity({ scope, image }: { scope: string; image: Image }) {
  const t = useTranslations()
  const description = valueAt(image, 'description')
  const yesOrNo = (value: boolean) => t(value ? 'image.overview.yes' : 'image.overview.no')
  return (
    <Facts title={t('image.overview.identity')}>
      <KeyValue
        label={t('image.overview.id')}
        mono
        action={<CopyValue value={image.id} name={t('image.overview.id')} />}
      >
        {image.id}
      </KeyValue>
      <KeyValue
        label={t('image.overview.name')}
        action={image.name && <CopyValue value={image.name} name={t('image.overview.name')} />}
      >
        {image.name ? <SafeText text={image.name} /> : <NotSet />}
      </KeyValue>
      <KeyValue label={t('image.overview.description')}>
        {typeof description === 'string' && description !== '' ? (
          <SafeLines text={description} />
        ) : (
          <NotSet />
        )}
      </KeyValue>
      <Owner scope={scope} image={image} />
      <KeyValue label={t('image.overview.status')}>
        <StatusCell status={image.status} />
      </KeyValue>
      <KeyValue label={t('image.overview.visibility')}>
        <VisibilityCell visibility={image.visibility} />
      </KeyValue>
      <KeyValue label={t('image.overview.protected')}>{yesOrNo(image.protected)}</KeyValue>
      <KeyValue label={t('image.overview.hidden')}>{yesOrNo(image.os_hidden)}</KeyValue>
      <KeyValue label={t('image.overview.tags')}>
        {image.tags.length > 0 ? <TagsCell tags={image.tags} max={12} wraps /> : <NotSet />}
      </KeyValue>
      <Moment label={t('image.overview.created')} time={image.created_at} />
      <Moment label={t('image.overview.updated')} time={image.updated_at} />
    </Facts>
  )
}

function Owner({ scope, image }: { scope: string; image: Image }) {
  const t = useTranslations()
  const ownerName = useOwnerName(scope)
  const { owner } = image
  const copy = owner && <CopyValue value={owner} name={t('image.overview.owner')} />
  return (
    <KeyValue label={t('image.overview.owner')} action={copy}>
      {owner === null ? (
        t('image.overview.noOwner')
      ) : (
        <span className="flex flex-wrap items-baseline gap-x-2">
          {ownerName(owner) !== owner && <span>{ownerName(owner)}</span>}
          <code className="font-mono text-ink-soft text-sm">{owner}</code>
        </span>
      )}
    </KeyValue>
  )
}

function Moment({ label, time }: { label: string; time: string }) {
  const locale = useLocale()
  // The server does not know the reader's zone; it writes UTC.
  const zone = useClock() === undefined ? 'UTC' : undefined
  return (
    <KeyValue label={label}>
      <span className="flex flex-wrap items-baseline gap-x-2">
        {formatExactTime(time, locale, zone)}
        <span className="text-ink-muted text-sm">
          <TimeCell time={time} />
        </span>
      </span>
    </KeyValue>
  )
}

function Data({ image }: { image: Image }) {
  const t = useTranslations()
  const stores = image.stores?.split(',').filter(Boolean) ?? []
  return (
    <Facts title={t('image.overview.data')}>
      <KeyValue label={t('image.overview.size')}>
        <Size bytes={image.size} />
      </KeyValue>
      <KeyValue label={t('image.overview.virtualSize')}>
        <Size bytes={image.virtual_size} />
      </KeyValue>
      <KeyValue label={t('image.overview.diskFormat')}>{image.disk_format ?? <NotSet />}</KeyValue>
      <KeyValue label={t('image.overview.containerFormat')}>
        {image.container_format ?? <NotSet />}
      </KeyValue>
      {stores.length > 0 && (
        <KeyValue label={t('image.overview.stores')}>{stores.join(', ')}</KeyValue>
      )}
      <KeyValue label={t('image.overview.minDisk')}>
        <Minimum amount={image.min_disk} unit={1024 ** 3} />
      </KeyValue>
      <KeyValue label={t('image.overview.minRam')}>
        <Minimum amount={image.min_ram} unit={1024 ** 2} />
      </KeyValue>
    </Facts>
  )
}

function Size({ bytes }: { bytes: number | null }) {
  const t = useTranslations()
  const locale = useLocale()
  if (bytes === null) return <Quiet>{t('image.overview.notKnown')}</Quiet>
  return (
    <>
      {formatBytes(bytes, locale)}
      <span className="ms-2 text-ink-muted text-sm">{exactBytes(bytes, locale)}</span>
    </>
  )
}

// Glance counts min_disk in GiB and min_ram in MiB.
function Minimum({ amount, unit }: { amount: number; unit: number }) {
  const t = useTranslations()
  const locale = useLocale()
  if (amount === 0) return <Quiet>{t('image.overview.noMinimum')}</Quiet>
  return formatBytes(amount * unit, locale)
}

const systemFacts = [
  ['os_type', 'osType'],
  ['os_distro', 'osDistro'],
  ['os_version', 'osVersion'],
  ['architecture', 'architecture'],
  ['os_admin_user', 'osAdminUser'],
] as const satisfies Array<readonly [FormProperty, string]>

function System({ image }: { image: Image }) {
  const t = useTranslations()
  return (
    <Facts title={t('image.overview.system')}>
      {systemFacts.map(([key, words]) => {
        const value = valueAt(image, key)
        return (
          <KeyValue key={key} label={t(`image.overview.${words}`)}>
            {typeof value === 'string' && value !== '' ? <SafeText text={value} /> : <NotSet />}
          </KeyValue>
        )
      })}
    </Facts>
  )
}

function NotSet() {
  const t = useTranslations()
  return <Quiet>{t('image.overview.notSet')}</Quiet>
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-muted">{children}</span>
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { FilePlus2, HardDrive, Link2, MapPinned, Server, UploadCloud } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral } from 'nuqs/server'
import { Alert } from '@/components/ui/alert'
import { Segmented } from '@/components/ui/segmented'
import { useAddress } from '@/components/ui/use-address'
import { importMethodsQuery } from '@/lib/queries/imports'
import { EmptyRecordForm } from './empty-record-form'
import { type NewImageHints, NewImageHintsProvider } from './new-image-context'
import { RegionForm } from './region-form'
import { ServerForm } from './server-form'
import { UploadForm } from './upload-form'
import { UrlForm } from './url-form'
import { VolumeForm } from './volume-form'

const allWays = ['files', 'url', 'region', 'volume', 'server', 'empty'] as const
type Way = (typeof allWays)[number]
const parsers = { way: parseAsStringLiteral(allWays).withDefault('files') }

const looks = {
  files: { words: 'uploads.form.fromFiles', Icon: UploadCloud },
  url: { words: 'imports.url.way', Icon: Link2 },
  region: { words: 'imports.region.way', Icon: MapPinned },
  volume: { words: 'imports.volume.way', Icon: HardDrive },
  server: { words: 'imports.server.way', Icon: Server },
  empty: { words: 'uploads.form.empty', Icon: FilePlus2 },
} as const satisfies Record<Way, unknown>

/** The ways to create an image that this cloud offers. */
export function NewImage({ scope, hints }: { scope: string; hints: NewImageHints }) {
  const t = useTranslations()
  const [{ way: asked }, setAddress] = useAddress(parsers)
  const { data: offered } = useQuery(importMethodsQuery(scope))
  const has = (method: string) => offered?.methods.includes(method) ?? false
  const ways: Array<Way | undefined> = [
    'files',
    has('web-download') ? 'url' : undefined,
    has('glance-download') && hints.otherRegions.length > 0 ? 'region' : undefined,
    hints.hasVolumes ? 'volume' : undefined,
    hints.hasServers ? 'server' : undefined,
    'empty',
  ]
  const options = ways
    .filter((value) => value !== undefined)
    .map((value) => {
      const { words, Icon } = looks[value]
      return { value, label: t(words), icon: <Icon aria-hidden /> }
    })
  const way = options.some(({ value }) => value === asked) ? asked : 'files'
  return (
    <NewImageHintsProvider value={hints}>
      <div className="mx-auto flex w-full max-w-5xl flex-1 flex-col gap-5 px-4 pt-5 sm:px-6">
        <header className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="font-semibold text-xl">{t('uploads.form.title')}</h1>
          <Segmented
            label={t('uploads.form.ways')}
            value={way}
            onValueChange={(next) => setAddress({ way: next })}
            options={options}
            className="h-auto! max-w-full flex-wrap *:min-h-7"
          />
        </header>
        {way === 'files' && hints.like && <LikeNotice like={hints.like} />}
        {way === 'files' && <UploadForm scope={scope} />}
        {way === 'url' && <UrlForm scope={scope} />}
        {way === 'region' && <RegionForm scope={scope} />}
        {way === 'volume' && <VolumeForm scope={scope} />}
        {way === 'server' && <ServerForm scope={scope} />}
        {way === 'empty' && <EmptyRecordForm scope={scope} />}
      </div>
    </NewImageHintsProvider>
  )
}

function LikeNotice({ like }: { like: NonNullable<NewImageHints['like']> }) {
  const t = useTranslations()
  return (
    <Alert tone="info">
      {t('imports.gallery.prefilled', { name: like.name })}{' '}
      <a href={like.url} rel="noreferrer" className="underline">
        {t('imports.gallery.prefilledLink')}
      </a>
    </Alert>
  )
}

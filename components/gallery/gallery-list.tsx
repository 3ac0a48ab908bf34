'use client'

import { useQuery } from '@tanstack/react-query'
import { Library, SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ShowCommand } from '@/components/feedback/show-command'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { type ImageCommand, plainFileName } from '@/lib/commands/command'
import { importMethodsQuery } from '@/lib/queries/imports'
import type { GalleryImage } from '@/lib/schemas/gallery'
import { galleryRecord } from '@/lib/schemas/gallery-record'
import { fileNameOfUri } from '@/lib/schemas/import-uri'
import { GalleryCard } from './gallery-card'
import { ImportPanel } from './import-panel'

type Props = { scope: string; images: readonly GalleryImage[] }
const any = 'any'

/** Images that their publishers offer, to import at once where the cloud can, else to download. */
export function GalleryList({ scope, images }: Props) {
  const t = useTranslations()
  const [typed, setTyped] = useState('')
  const [architecture, setArchitecture] = useState(any)
  const [chosen, choose] = useState<GalleryImage>()
  const { data: offered } = useQuery(importMethodsQuery(scope))
  const canImport = offered?.methods.includes('web-download') ?? false
  const wanted = typed.trim().toLowerCase()
  const found = images.filter(
    (image) =>
      (architecture === any || image.architecture === architecture) &&
      `${image.name} ${image.distribution} ${image.release}`.toLowerCase().includes(wanted),
  )
  const architectures = [...new Set(images.map((image) => image.architecture))].sort()
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-5 md:px-6">
      <header>
        <h1 className="font-semibold text-xl">{t('imports.gallery.title')}</h1>
        <p className="mt-1 max-w-prose text-ink-soft">{t('imports.gallery.lead')}</p>
      </header>
      {images.length === 0 ? (
        <EmptyState icon={<Library />} title={t('imports.gallery.empty')}>
          {t('imports.gallery.emptyLead')}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <SearchInput
              aria-label={t('imports.gallery.search')}
              placeholder={t('imports.gallery.search')}
              clearLabel={t('images.filters.clearSearch')}
              value={typed}
              onValueChange={setTyped}
              className="w-72 max-w-full"
            />
            <Select
              aria-label={t('imports.gallery.architecture')}
              value={architecture}
              onValueChange={setArchitecture}
              options={[
                { value: any, label: t('imports.gallery.anyArchitecture') },
                ...architectures.map((value) => ({ value, label: value })),
              ]}
              className="w-48"
            />
            <p role="status" className="tabular ms-auto text-ink-muted text-sm">
              {t('imports.gallery.count', { count: found.length })}
            </p>
            {found.length > 0 && (
              <ShowCommand
                choices={found.map((image) => ({
                  label: `${image.name} (${image.architecture})`,
                  command: commandOf(image, canImport),
                }))}
              />
            )}
          </div>
          {found.length === 0 && (
            <EmptyState icon={<SearchX />} title={t('imports.gallery.nothing')}>
              {t('imports.gallery.nothingLead')}
            </EmptyState>
          )}
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {found.map((image) => (
              <GalleryCard
                key={image.id}
                scope={scope}
                image={image}
                onImport={canImport && !image.compression ? () => choose(image) : undefined}
              />
            ))}
          </ul>
        </>
      )}
      {chosen && <ImportPanel scope={scope} image={chosen} onClose={() => choose(undefined)} />}
    </div>
  )
}

/** The image by web-download, or else from its file once that was downloaded and, if packed, unpacked. */
function commandOf(image: GalleryImage, canImport: boolean): ImageCommand {
  const record = galleryRecord(image)
  if (canImport && !image.compression)
    return { kind: 'create', record, import: { method: 'web-download', uri: image.url } }
  const file = fileNameOfUri(image.url)
  return { kind: 'create', record, file: plainFileName(file.replace(/\.(xz|gz|bz2|zst)$/, '')) }
}

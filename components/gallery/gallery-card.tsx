'use client'

import { CloudDownload, Download, UploadCloud } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { paths } from '@/lib/paths'
import type { GalleryImage } from '@/lib/schemas/gallery'
import { algorithmName } from './algorithm-name'

type Props = {
  scope: string
  image: GalleryImage
  /** Missing where this image cannot be imported by the cloud itself. */
  onImport: (() => void) | undefined
}

const linkStyle = 'rounded-sm text-ink-soft underline underline-offset-2 hover:text-ink'

/** One image of the gallery: what it is, where it comes from, and how to get it. */
export function GalleryCard({ scope, image, onImport }: Props) {
  const t = useTranslations()
  // Two cards may have one name; what a screen reader hears must still tell them apart.
  const name = `${image.name} (${image.architecture})`
  return (
    <li
      aria-label={name}
      className="flex flex-col gap-3 rounded-lg border border-line bg-panel p-4"
    >
      <div>
        <h2 className="font-semibold text-base">{image.name}</h2>
        <p className="mt-1.5 flex flex-wrap gap-1.5">
          <Badge>{image.release}</Badge>
          <Badge>{image.architecture}</Badge>
          <Badge>{image.disk_format}</Badge>
        </p>
      </div>
      <code className="wrap-anywhere font-mono text-ink-muted text-xs">{image.url}</code>
      {image.compression && (
        <p className="text-sm text-warn">
          {t('imports.gallery.packed', { compression: image.compression })}
        </p>
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {image.checksums && (
          <a
            href={image.checksums.url}
            rel="noreferrer"
            target="_blank"
            aria-label={t('imports.gallery.checksumsOf', {
              name,
              algorithm: algorithmName(image.checksums.algorithm),
            })}
            className={linkStyle}
          >
            {t('imports.gallery.checksums', {
              algorithm: algorithmName(image.checksums.algorithm),
            })}
          </a>
        )}
        {image.homepage && (
          <a
            href={image.homepage}
            rel="noreferrer"
            target="_blank"
            aria-label={t('imports.gallery.homepageOf', { name })}
            className={linkStyle}
          >
            {t('imports.gallery.homepage')}
          </a>
        )}
      </p>
      <div className="mt-auto flex flex-wrap gap-2">
        {onImport ? (
          <Button
            size="sm"
            variant="primary"
            icon={<CloudDownload aria-hidden />}
            aria-label={t('imports.gallery.importOf', { name })}
            onClick={onImport}
          >
            {t('imports.gallery.import')}
          </Button>
        ) : (
          <>
            <ButtonLink
              size="sm"
              href={image.url}
              rel="noreferrer"
              icon={<Download aria-hidden />}
              aria-label={t('imports.gallery.downloadOf', { name })}
            >
              {t('imports.gallery.download')}
            </ButtonLink>
            <ButtonLink
              size="sm"
              href={`${paths.newImage(scope)}?like=${encodeURIComponent(image.id)}`}
              icon={<UploadCloud aria-hidden />}
              aria-label={t('imports.gallery.uploadOf', { name })}
            >
              {t('imports.gallery.upload')}
            </ButtonLink>
          </>
        )}
      </div>
    </li>
  )
}

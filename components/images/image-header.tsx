'use client'

import { ChevronLeft, EyeOff, Lock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyValue } from '@/components/feedback/copy-value'
import { StatusBadge, VisibilityCell } from '@/components/table/cells'
import { Badge } from '@/components/ui/badge'
import { SafeText } from '@/components/ui/safe-text'
import type { Actor } from '@/lib/image-rules'
import { paths } from '@/lib/paths'
import type { Image } from '@/lib/schemas/image'
import { ImageActions } from './image-actions'
import { ImageCommands } from './image-commands'

type Props = { scope: string; image: Image; actor: Actor }

/** Which image this is, what state it is in, and what can be done with it. */
export function ImageHeader({ scope, image, actor }: Props) {
  const t = useTranslations()
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <Link
        href={paths.images(scope)}
        className="-ms-1 -mb-2 flex w-full items-center gap-0.5 rounded-sm text-ink-muted text-sm hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t('image.backToList')}
      </Link>
      <div className="min-w-0 flex-1 basis-80">
        <h1 className="wrap-anywhere font-semibold text-ink text-xl">
          {image.name ? (
            <SafeText text={image.name} />
          ) : (
            <span className="text-ink-soft italic">{t('images.list.unnamed')}</span>
          )}
        </h1>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <StatusBadge status={image.status} />
          <VisibilityCell visibility={image.visibility} />
          {image.protected && <Badge icon={<Lock aria-hidden />}>{t('image.protected')}</Badge>}
          {image.os_hidden && <Badge icon={<EyeOff aria-hidden />}>{t('image.hidden')}</Badge>}
          <span className="flex min-w-0 items-center gap-0.5 text-ink-muted">
            <code className="truncate font-mono text-xs">{image.id}</code>
            <CopyValue value={image.id} name={t('image.overview.id')} />
          </span>
        </div>
      </div>
      <div className="flex items-center gap-2">
        <ImageCommands image={image} actor={actor} />
        <ImageActions scope={scope} image={image} actor={actor} />
      </div>
    </header>
  )
}

import { EyeOff, Lock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { paths } from '@/lib/paths'

type Named = { id: string; name: string | null; protected?: boolean; os_hidden?: boolean }

/** An image's name as the way to its page, with marks for what is protected or hidden. */
export function ImageNameCell({ scope, image }: { scope: string; image: Named }) {
  const t = useTranslations()
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Link
        href={paths.image(scope, image.id)}
        prefetch={false}
        tabIndex={-1}
        className="min-w-0 font-medium text-ink hover:text-accent hover:underline"
      >
        {image.name ? (
          <MiddleTruncate text={image.name} />
        ) : (
          <span className="text-ink-muted italic">{t('images.list.unnamed')}</span>
        )}
      </Link>
      {image.protected && (
        <Lock
          role="img"
          aria-label={t('images.row.protected')}
          className="size-3.5 shrink-0 text-ink-muted"
        />
      )}
      {image.os_hidden && (
        <EyeOff
          role="img"
          aria-label={t('images.row.hidden')}
          className="size-3.5 shrink-0 text-ink-muted"
        />
      )}
    </span>
  )
}

'use client'

import { SearchX } from 'lucide-react'
import { useParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/paths'

/** Stands where an image would stand that Glance does not know, or does not show to this project. */
export function ImageMissing() {
  const t = useTranslations()
  const { scope } = useParams<{ scope: string }>()
  return (
    <EmptyState
      icon={<SearchX />}
      heading="h1"
      title={t('image.missing.title')}
      action={
        <>
          <ButtonLink variant="primary" href={paths.images(scope)}>
            {t('image.missing.list')}
          </ButtonLink>
          <ButtonLink href={paths.shared(scope)}>{t('image.missing.shared')}</ButtonLink>
        </>
      }
    >
      <p>{t('image.missing.lead')}</p>
      <p className="mt-2">{t('image.missing.hint')}</p>
    </EmptyState>
  )
}

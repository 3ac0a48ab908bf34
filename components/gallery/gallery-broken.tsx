import { FileWarning } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'

/** Stands where the gallery would, when its file is no good. */
export function GalleryBroken() {
  const t = useTranslations()
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-5 md:px-6">
      <h1 className="font-semibold text-xl">{t('imports.gallery.title')}</h1>
      <EmptyState icon={<FileWarning />} title={t('imports.gallery.broken')}>
        {t('imports.gallery.brokenLead')}
      </EmptyState>
    </div>
  )
}

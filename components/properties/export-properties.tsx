'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { saveJson } from '@/components/feedback/save-file'
import { Button } from '@/components/ui/button'
import { plainFileName } from '@/lib/commands/command'
import type { Image } from '@/lib/schemas/image'
import { propertyFileOf } from '@/lib/schemas/property-file'

/** Saves the custom properties, as Glance holds them, as JSON. */
export function ExportProperties({ image }: { image: Image }) {
  const t = useTranslations()
  const name = `${plainFileName(image.name || image.id)}-properties.json`
  return (
    <Button
      size="sm"
      icon={<Download aria-hidden />}
      onClick={() => saveJson(name, propertyFileOf(image))}
    >
      {t('metadefs.file.export')}
    </Button>
  )
}

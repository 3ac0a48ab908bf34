'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement } from 'react'
import { saveFile } from '@/components/feedback/save-file'
import { toastError } from '@/components/feedback/toasts'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { MenuItem, MenuLabel } from '@/components/ui/menu-item'
import { apiPaths } from '@/lib/paths'
import type { ImageRow } from '@/lib/schemas/image'
import { type ImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'

const formats = ['csv', 'json', 'yaml'] as const
type Format = (typeof formats)[number]

type AllProps = { scope: string; params: ImageListParams; columns: readonly string[] }

/** Saves the list of everything that matches; the server streams it. */
export function DownloadAll({ scope, params, columns }: AllProps) {
  const t = useTranslations()
  const hrefOf = (format: Format) => {
    const query = new URLSearchParams(serializeImageListParams('', params))
    query.set('format', format)
    if (format === 'csv') {
      query.set('columns', columns.join(','))
      query.set('bom', '1')
    }
    return `${apiPaths.imageExport(scope)}?${query}`
  }
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={t('bulk.download.label')}>
          <Download aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>{t('bulk.download.all')}</MenuLabel>
      {formats.map((format) => (
        <MenuItem key={format} asChild>
          <a href={hrefOf(format)} download>
            {t(`bulk.download.${format}`)}
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}

type ChosenProps = { images: readonly ImageRow[]; columns: readonly string[] }

/** Saves the list of the chosen images, which the browser knows already. */
export function DownloadChosen({ images, columns }: ChosenProps): ReactElement {
  const t = useTranslations()
  const save = async (format: Format) => {
    try {
      // Writing CSV and YAML takes more code than the whole list; few people need it.
      const { exportTypes, imageListWriter } = await import('@/lib/image-export')
      const writer = imageListWriter(format, format === 'csv' ? columns : [], true)
      const parts = [writer.head, writer.rows(images), writer.tail]
      saveFile(`images.${format}`, new Blob(parts, { type: exportTypes[format] }))
    } catch (error) {
      toastError(error instanceof Error ? error : new Error(), t('bulk.download.failed'))
    }
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" icon={<Download aria-hidden />}>
          {t('bulk.download.label')}
        </Button>
      }
    >
      <MenuLabel>{t('bulk.download.selected')}</MenuLabel>
      {formats.map((format) => (
        <MenuItem key={format} onSelect={() => void save(format)}>
          {t(`bulk.download.${format}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}

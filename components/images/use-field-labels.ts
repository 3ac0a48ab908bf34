import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

const words = {
  name: 'image.edit.name',
  description: 'image.edit.description',
  visibility: 'image.edit.visibility',
  protected: 'image.edit.protected',
  os_hidden: 'image.edit.hidden',
  min_disk: 'image.edit.minDisk',
  min_ram: 'image.edit.minRam',
  os_type: 'image.edit.osType',
  os_distro: 'image.edit.osDistro',
  os_version: 'image.edit.osVersion',
  architecture: 'image.edit.architecture',
  os_admin_user: 'image.edit.osAdminUser',
  disk_format: 'image.edit.diskFormat',
  container_format: 'image.edit.containerFormat',
  owner: 'image.edit.owner',
} as const

/** How people know a field of an image; nothing for a custom property without words of its own. */
export function useFieldLabels(): (key: string) => string | undefined {
  const t = useTranslations()
  return useCallback(
    (key) => (Object.hasOwn(words, key) ? t(words[key as keyof typeof words]) : undefined),
    [t],
  )
}

'use client'

import { Braces, Database, Download, Info, Pencil, Tags, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { apiPaths, paths } from '@/lib/paths'
import { PaletteGroup, PaletteItem } from './palette-item'

type Props = { scope: string; imageId: string; onGo: (path: string) => void }

/** What can be done with the image on the screen. */
export function PaletteActions({ scope, imageId, onGo }: Props) {
  const t = useTranslations()
  const places = [
    { key: 'overview', icon: Info, path: paths.image },
    { key: 'edit', icon: Pencil, path: paths.imageEdit },
    { key: 'properties', icon: Tags, path: paths.imageProperties },
    { key: 'members', icon: UserPlus, path: paths.imageMembers },
    { key: 'stores', icon: Database, path: paths.imageStores },
    { key: 'json', icon: Braces, path: paths.imageJson },
  ] as const
  return (
    <PaletteGroup heading={t('shell.find.thisImage')}>
      {places.map(({ key, icon, path }) => (
        <PaletteItem
          key={key}
          value={`this image ${key}`}
          keywords={[t(`shell.find.image.${key}`)]}
          icon={icon}
          onSelect={() => onGo(path(scope, imageId))}
        >
          {t(`shell.find.image.${key}`)}
        </PaletteItem>
      ))}
      <PaletteItem
        value="this image download"
        keywords={[t('shell.find.image.download')]}
        icon={Download}
        onSelect={() => window.location.assign(apiPaths.file(scope, imageId))}
      >
        {t('shell.find.image.download')}
      </PaletteItem>
    </PaletteGroup>
  )
}

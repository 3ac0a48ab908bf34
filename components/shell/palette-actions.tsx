'use client'

import { Braces, Database, Download, Info, ListChecks, Pencil, Tags, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOfferedActions } from '@/components/feedback/screen-actions'
import { apiPaths, paths } from '@/lib/paths'
import { PaletteGroup, PaletteItem } from './palette-item'

type Props = { scope: string; imageId: string; onGo: (path: string) => void; onDone: () => void }

/** What can be done with the image on the screen. */
export function PaletteActions({ scope, imageId, onGo, onDone }: Props) {
  const t = useTranslations()
  const offered = useOfferedActions()
  const places = [
    { key: 'overview', icon: Info, path: paths.image },
    { key: 'edit', icon: Pencil, path: paths.imageEdit },
    { key: 'properties', icon: Tags, path: paths.imageProperties },
    { key: 'members', icon: UserPlus, path: paths.imageMembers },
    { key: 'stores', icon: Database, path: paths.imageStores },
    { key: 'tasks', icon: ListChecks, path: paths.imageTasks },
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
      {offered.map(({ key, label, icon, run }) => (
        <PaletteItem
          key={key}
          value={`this image action ${key}`}
          keywords={[label]}
          icon={icon}
          onSelect={() => {
            onDone()
            run()
          }}
        >
          {label}
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

'use client'

import {
  BookOpen,
  FilePlus2,
  Images,
  Inbox,
  Keyboard,
  Library,
  Moon,
  Sun,
  UploadCloud,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { paths } from '@/lib/paths'
import { PaletteGroup, PaletteItem } from './palette-item'

type Props = {
  scope: string
  onGo: (path: string) => void
  onKeys: () => void
  onDone: () => void
}

/** The screens of a project, and what can be done from anywhere. */
export function PaletteScreens({ scope, onGo, onKeys, onDone }: Props) {
  const t = useTranslations()
  const { setTheme } = useTheme()
  const screens = [
    { key: 'images', icon: Images, label: t('shell.nav.images'), path: paths.images(scope) },
    { key: 'shared', icon: Inbox, label: t('shell.nav.shared'), path: paths.shared(scope) },
    {
      key: 'uploads',
      icon: UploadCloud,
      label: t('shell.nav.uploads'),
      path: paths.uploads(scope),
    },
    {
      key: 'gallery',
      icon: Library,
      label: t('imports.gallery.nav'),
      path: paths.gallery(scope),
    },
    {
      key: 'definitions',
      icon: BookOpen,
      label: t('metadefs.list.title'),
      path: paths.metadefs(scope),
    },
    {
      key: 'upload new image',
      icon: FilePlus2,
      label: t('shell.find.newImage'),
      path: paths.newImage(scope),
    },
  ]
  const choose = (theme: 'light' | 'dark') => {
    onDone()
    setTheme(theme)
  }
  return (
    <>
      <PaletteGroup heading={t('shell.find.screens')}>
        {screens.map(({ key, icon, label, path }) => (
          <PaletteItem
            key={key}
            value={`screen ${key}`}
            keywords={[label]}
            icon={icon}
            onSelect={() => onGo(path)}
          >
            {label}
          </PaletteItem>
        ))}
      </PaletteGroup>
      <PaletteGroup heading={t('shell.find.actions')}>
        <PaletteItem
          value="keyboard map"
          keywords={[t('shell.keys.title')]}
          icon={Keyboard}
          hint="?"
          onSelect={onKeys}
        >
          {t('shell.keys.title')}
        </PaletteItem>
        <PaletteItem
          value="theme light"
          keywords={[t('shell.theme.label'), t('shell.theme.light')]}
          icon={Sun}
          onSelect={() => choose('light')}
        >
          {t('shell.find.lightTheme')}
        </PaletteItem>
        <PaletteItem
          value="theme dark"
          keywords={[t('shell.theme.label'), t('shell.theme.dark')]}
          icon={Moon}
          onSelect={() => choose('dark')}
        >
          {t('shell.find.darkTheme')}
        </PaletteItem>
      </PaletteGroup>
    </>
  )
}

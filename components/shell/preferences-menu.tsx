'use client'

import { SunMoon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { MenuLabel, MenuRadioGroup, MenuSeparator } from '@/components/ui/menu-item'
import { localeCookie, locales } from '@/lib/i18n/locale'
import { rememberView } from '@/lib/view-memory'

const themes = ['system', 'light', 'dark'] as const

/** Language and theme. */
export function PreferencesMenu() {
  const t = useTranslations()
  const router = useRouter()
  const locale = useLocale()
  const { theme = 'system', setTheme } = useTheme()
  return (
    <Menu
      trigger={
        <IconButton label={t('shell.preferences')}>
          <SunMoon aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>{t('shell.language.label')}</MenuLabel>
      <MenuRadioGroup
        value={locale}
        options={locales.map((value) => ({ value, label: t(`shell.language.${value}`) }))}
        onValueChange={(chosen) => {
          rememberView(localeCookie, chosen)
          router.refresh()
        }}
      />
      <MenuSeparator />
      <MenuLabel>{t('shell.theme.label')}</MenuLabel>
      <MenuRadioGroup
        value={theme}
        options={themes.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
        onValueChange={setTheme}
      />
    </Menu>
  )
}

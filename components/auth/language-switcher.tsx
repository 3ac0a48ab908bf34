'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { localeCookie, locales } from '@/lib/i18n/locale'
import { rememberView } from '@/lib/view-memory'

/** Switches between the languages; each is named in itself. */
export function LanguageSwitcher() {
  const t = useTranslations()
  const router = useRouter()
  const current = useLocale()
  return (
    <fieldset className="flex gap-1" aria-label={t('shell.language.label')}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          className="rounded px-2 py-1 text-sm text-ink-muted hover:bg-sunken aria-pressed:font-medium aria-pressed:text-ink"
          onClick={() => {
            rememberView(localeCookie, locale)
            router.refresh()
          }}
        >
          {t(`shell.language.${locale}`)}
        </button>
      ))}
    </fieldset>
  )
}

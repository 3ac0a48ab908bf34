export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'en'
export const localeCookie = 'vitrine-locale'

/**
 * The language to speak: the one chosen before, else the first of `Accept-Language` that we have.
 *
 * @param chosen Value of the language cookie.
 * @param acceptLanguage The request's `Accept-Language`.
 */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const known = locales.find((locale) => locale === chosen)
  if (known) return known
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '')
  for (const tag of asked) {
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return defaultLocale
}

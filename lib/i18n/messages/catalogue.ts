import type { Locale } from '@/lib/i18n/locale'
import auth from './en/auth.json'
import images from './en/images.json'
import shell from './en/shell.json'
import zhAuth from './zh-CN/auth.json'
import zhImages from './zh-CN/images.json'
import zhShell from './zh-CN/shell.json'

/** The English catalogue is the type of all messages: a wrong key does not compile. */
export const en = { auth, images, shell }
export type Messages = typeof en

const catalogues: Record<Locale, Messages> = {
  en,
  'zh-CN': { auth: zhAuth, images: zhImages, shell: zhShell },
}

/** The messages of a language. */
export function messagesOf(locale: Locale): Messages {
  return catalogues[locale]
}

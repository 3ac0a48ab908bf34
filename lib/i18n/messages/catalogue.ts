import type { Locale } from '@/lib/i18n/locale'
import auth from './en/auth.json'
import errors from './en/errors.json'
import image from './en/image.json'
import images from './en/images.json'
import kit from './en/kit.json'
import members from './en/members.json'
import properties from './en/properties.json'
import shell from './en/shell.json'
import zhAuth from './zh-CN/auth.json'
import zhErrors from './zh-CN/errors.json'
import zhImage from './zh-CN/image.json'
import zhImages from './zh-CN/images.json'
import zhKit from './zh-CN/kit.json'
import zhMembers from './zh-CN/members.json'
import zhProperties from './zh-CN/properties.json'
import zhShell from './zh-CN/shell.json'

/** The English catalogue is the type of all messages: a wrong key does not compile. */
export const en = { auth, errors, image, images, kit, members, properties, shell }
export type Messages = typeof en

const catalogues: Record<Locale, Messages> = {
  en,
  'zh-CN': {
    auth: zhAuth,
    errors: zhErrors,
    kit: zhKit,
    image: zhImage,
    images: zhImages,
    members: zhMembers,
    properties: zhProperties,
    shell: zhShell,
  },
}

/** The messages of a language. */
export function messagesOf(locale: Locale): Messages {
  return catalogues[locale]
}

import type { Locale } from '@/lib/i18n/locale'
import auth from './en/auth.json' with { type: 'json' }
import bulk from './en/bulk.json' with { type: 'json' }
import commands from './en/commands.json' with { type: 'json' }
import errors from './en/errors.json' with { type: 'json' }
import image from './en/image.json' with { type: 'json' }
import images from './en/images.json' with { type: 'json' }
import imports from './en/imports.json' with { type: 'json' }
import kit from './en/kit.json' with { type: 'json' }
import members from './en/members.json' with { type: 'json' }
import metadefs from './en/metadefs.json' with { type: 'json' }
import properties from './en/properties.json' with { type: 'json' }
import review from './en/review.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import system from './en/system.json' with { type: 'json' }
import uploads from './en/uploads.json' with { type: 'json' }
import zhAuth from './zh-CN/auth.json' with { type: 'json' }
import zhBulk from './zh-CN/bulk.json' with { type: 'json' }
import zhCommands from './zh-CN/commands.json' with { type: 'json' }
import zhErrors from './zh-CN/errors.json' with { type: 'json' }
import zhImage from './zh-CN/image.json' with { type: 'json' }
import zhImages from './zh-CN/images.json' with { type: 'json' }
import zhImports from './zh-CN/imports.json' with { type: 'json' }
import zhKit from './zh-CN/kit.json' with { type: 'json' }
import zhMembers from './zh-CN/members.json' with { type: 'json' }
import zhMetadefs from './zh-CN/metadefs.json' with { type: 'json' }
import zhProperties from './zh-CN/properties.json' with { type: 'json' }
import zhReview from './zh-CN/review.json' with { type: 'json' }
import zhShell from './zh-CN/shell.json' with { type: 'json' }
import zhSystem from './zh-CN/system.json' with { type: 'json' }
import zhUploads from './zh-CN/uploads.json' with { type: 'json' }

/** The English catalogue is the type of all messages: a wrong key does not compile. */
export const en = {
  auth,
  commands,
  bulk,
  errors,
  image,
  images,
  imports,
  kit,
  members,
  metadefs,
  properties,
  review,
  shell,
  system,
  uploads,
}
export type Messages = typeof en

const catalogues: Record<Locale, Messages> = {
  en,
  'zh-CN': {
    auth: zhAuth,
    commands: zhCommands,
    bulk: zhBulk,
    errors: zhErrors,
    kit: zhKit,
    image: zhImage,
    images: zhImages,
    imports: zhImports,
    members: zhMembers,
    metadefs: zhMetadefs,
    properties: zhProperties,
    review: zhReview,
    shell: zhShell,
    system: zhSystem,
    uploads: zhUploads,
  },
}

/** The messages of a language. */
export function messagesOf(locale: Locale): Messages {
  return catalogues[locale]
}

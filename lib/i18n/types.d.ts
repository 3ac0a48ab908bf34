import type { Locale } from './locale'
import type { Messages } from './messages/catalogue'

declare module 'next-intl' {
  // next-intl is told its types by merging this interface.
  // biome-ignore lint/style/useConsistentTypeDefinitions: module augmentation merges interfaces only
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

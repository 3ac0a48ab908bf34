import compile from 'icu-minify/compile'
import type { Locale } from '@/lib/i18n/locale'
import { type Messages, messagesOf } from './catalogue'

// Parsed once on the server, so that browsers need no parser for messages (10 kB compressed). What
// comes out is read by the formatter that `next.config.js` puts in place of the usual one.
const compiled = new Map<Locale, Messages>()

/** The messages of a language as next-intl's small formatter wants them. */
export function compiledMessagesOf(locale: Locale): Messages {
  const known = compiled.get(locale)
  if (known) return known
  // By way of JSON: the compiler makes objects without a prototype, which React does not pass on.
  const made = JSON.parse(JSON.stringify(compileAll(messagesOf(locale)))) as Messages
  compiled.set(locale, made)
  return made
}

function compileAll(value: unknown): unknown {
  if (typeof value === 'string') return compile(value)
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [key, compileAll(inner)]),
  )
}

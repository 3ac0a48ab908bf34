import 'server-only'
import pino, { type Logger } from 'pino'
import { env } from '@/lib/env'

const store = globalThis as { __vitrineLog?: Logger }

/** The structured log. Tokens, passwords and cookies are removed wherever they might appear. */
export function logger(): Logger {
  store.__vitrineLog ??= pino({
    level: env().LOG_LEVEL,
    base: undefined,
    redact: {
      paths: [
        'token',
        'password',
        'cookie',
        'authorization',
        '*.token',
        '*.password',
        '*.cookie',
        '*["x-auth-token"]',
      ],
      censor: '[removed]',
    },
  })
  return store.__vitrineLog
}

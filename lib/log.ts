import 'server-only'
import pino, { type Logger, type LoggerOptions } from 'pino'
import { env } from '@/lib/env'
import { scrub } from '@/lib/scrub'

const store = globalThis as { __vitrineLog?: Logger; __vitrineAudit?: Logger }

const options: LoggerOptions = {
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
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
  hooks: { streamWrite: scrub },
}

/** The structured log. Tokens, passwords and cookies are removed wherever they might appear. */
export function logger(): Logger {
  store.__vitrineLog ??= pino({ ...options, level: env().LOG_LEVEL })
  return store.__vitrineLog
}

/** Where audit lines go: to `AUDIT_LOG` when it is set, else beside the log, whatever its level. */
export function auditLogger(): Logger {
  store.__vitrineAudit ??= makeAuditLogger()
  return store.__vitrineAudit
}

function makeAuditLogger(): Logger {
  const file = env().AUDIT_LOG
  const silent = !file && env().LOG_LEVEL === 'silent'
  return pino(
    { ...options, level: silent ? 'silent' : 'info' },
    pino.destination(file ? { dest: file, append: true, mkdir: true, sync: true } : 1),
  )
}

import { z } from 'zod'

const seconds = (fallback: number) => z.coerce.number().int().positive().default(fallback)

const envSchema = z.object({
  KEYSTONE_URL: z.url({
    protocol: /^https?$/,
    error: 'must be the http(s) address of Keystone, such as https://cloud.example:5000/v3',
  }),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must be at least 32 random characters (openssl rand -base64 33)'),
  NEXTAUTH_URL: z.url({
    protocol: /^https?$/,
    error: 'must be the address people type to reach Vitrine',
  }),
  OS_REGION_NAME: z.string().min(1).optional(),
  OS_INTERFACE: z.enum(['public', 'internal']).default('public'),
  OS_DEFAULT_DOMAIN: z.string().min(1).default('Default'),
  OS_CACERT: z.string().min(1).optional(),
  // Secrets of before, newest first, separated by blanks: cookies made with them stay good.
  NEXTAUTH_SECRET_PREVIOUS: z.string().min(32).optional(),
  SESSION_SECONDS: seconds(8 * 3600),
  SESSION_IDLE_SECONDS: seconds(2 * 3600),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(1),
  UPSTREAM_TIMEOUT_SECONDS: seconds(30),
  IMAGE_SIZE_CAP: z.coerce.number().int().positive().optional(),
  UPLOAD_SPOOL_DIR: z.string().min(1).optional(),
  UPLOAD_SPOOL_MAX_BYTES: z.coerce.number().int().nonnegative().optional(),
  UPLOAD_KEEP_SECONDS: seconds(24 * 3600),
  // Several copies of the dashboard agree through it.
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' })
    .optional(),
  COPY_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address at which the other copies reach this one',
    })
    .optional(),
  GALLERY_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  AUDIT_LOG: z.string().min(1).optional(),
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('vitrine'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
})

export type Env = z.infer<typeof envSchema>

let parsed: Env | undefined

/**
 * The environment, parsed once.
 *
 * @throws Error whose message lists every variable that is missing or wrong, one a line, without
 *   their values: secrets must not reach a log.
 */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** Parses `source`; separate from `env()` so that a test can pass its own. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = envSchema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return `  ${name} ${given[name] === undefined ? 'is not set' : issue.message}`
  })
  throw new Error(
    `Vitrine cannot start. Set these environment variables (see .env.example):\n${lines.join('\n')}`,
  )
}

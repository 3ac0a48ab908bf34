import { z } from 'zod'

/** What can be asked of an image; the word stands in the magic names. */
export type ImageOperation =
  | 'create'
  | 'show'
  | 'update'
  | 'delete'
  | 'upload'
  | 'download'
  | 'stage'
  | 'import'
  | 'members'
  | 'tags'
  | 'actions'

/** What the image half must do to one request because of the image's name. */
export type ImageFault = {
  /** Wait this long before anything else, in ms; 0 for no wait. */
  delayMs: number
  /** Answer with this status instead of doing the work. */
  status?: number
  /** With `status`: answer the HTML page of a proxy, not the service's own error body. */
  isHtmlPage: boolean
  /** With `status`: seconds of a Retry-After header. */
  retryAfter?: number
  /** Cut the connection after this many bytes of the body (upload, stage, download). */
  dropAtBytes?: number
  /** Let the body pass at this speed (upload, stage, download). */
  bytesPerSecond?: number
  /** Change the first byte of the body, so that what is stored is not what was sent. */
  corrupts?: boolean
  /** Revoke the token that was used, after the answer. */
  expiresToken: boolean
}

const serviceSchema = z.enum(['identity', 'image'])

const ruleSchema = z.strictObject({
  service: serviceSchema.optional(),
  method: z.string().toUpperCase().optional(),
  /** Regular expression over path and query. */
  path: z.string().optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  status: z.number().int().min(400).max(599).optional(),
  html: z.boolean().optional(),
  /** Seconds for a Retry-After header beside `status`. */
  retryAfter: z.number().int().min(0).optional(),
  /** Answer this text instead of the real body (200 without `status`): garbage, torn JSON. */
  text: z.string().max(100_000).optional(),
  /** Let the real JSON answer out with these members changed: wrong types, impossible values. */
  change: z.record(z.string(), z.unknown()).optional(),
  /** Close the connection without an answer. */
  drop: z.boolean().optional(),
  /** Cut the connection once this many bytes of the request body came in. */
  dropAtBytes: z.number().int().min(0).optional(),
  /** Cut the connection once this many bytes of the answer's body went out. */
  dropAnswerAtBytes: z.number().int().min(0).optional(),
  /** How often the rule bites; without it, always. */
  times: z.number().int().min(1).optional(),
})

/** The body of PUT /faults. */
export const faultSettingsSchema = z.strictObject({
  rules: z.array(ruleSchema).max(100).default([]),
  /** Seconds for which a service does not answer at all (connections are closed). */
  gone: z
    .strictObject({ identity: z.number().optional(), image: z.number().optional() })
    .default({}),
  /** Life of tokens issued from now on, in seconds. */
  tokenSeconds: z.number().int().min(0).optional(),
})

export type FaultRule = z.infer<typeof ruleSchema>
export type FaultSettings = z.infer<typeof faultSettingsSchema>
export type FaultService = z.infer<typeof serviceSchema>

/** The faults in force, shared by both halves. */
export type FaultBoard = {
  /** Replaces all settings and forgets all counts. */
  set(settings: FaultSettings): void
  settings(): FaultSettings
  /** Life of a new token in seconds, when a fault overrides the setting. */
  tokenSeconds(): number | undefined
  /** The rule a request meets; counts it. `gone` services meet a rule that drops. */
  meet(service: FaultService, method: string, url: string): FaultRule | undefined
  /**
   * The fault that an image's name asks for; counts it per image for `-x2`.
   * `image` is the id, or the name for an image that does not exist yet.
   */
  meetName(name: string | null | undefined, operation: ImageOperation, image: string): ImageFault
}

/** A board without faults. `now` is in ms and can be replaced by tests. */
export function createFaultBoard(now: () => number = Date.now): FaultBoard {
  let current: FaultSettings = { rules: [], gone: {} }
  let left: number[] = []
  let goneUntil: Record<FaultService, number> = { identity: 0, image: 0 }
  const counts = new Map<string, number>()
  const goAway = (service: FaultService, seconds: number) => {
    goneUntil[service] = Math.max(goneUntil[service], now() + seconds * 1000)
  }
  return {
    set(settings) {
      current = settings
      left = settings.rules.map((rule) => rule.times ?? Number.POSITIVE_INFINITY)
      goneUntil = { identity: 0, image: 0 }
      counts.clear()
      goAway('identity', settings.gone.identity ?? 0)
      goAway('image', settings.gone.image ?? 0)
    },
    settings: () => current,
    tokenSeconds: () => current.tokenSeconds,
    meet(service, method, url) {
      if (now() < goneUntil[service]) return { drop: true }
      const index = current.rules.findIndex(
        (rule, at) =>
          (left[at] ?? 0) > 0 &&
          (rule.service ?? service) === service &&
          (rule.method ?? method) === method &&
          (rule.path === undefined || new RegExp(rule.path).test(url)),
      )
      if (index < 0) return undefined
      left[index] = (left[index] ?? 0) - 1
      return current.rules[index]
    },
    meetName(name, operation, image) {
      const fault: ImageFault = { delayMs: 0, isHtmlPage: false, expiresToken: false }
      if (!name || !/(slow|fail|drop|corrupt|expire|html|gone|retry)-/.test(name)) return fault
      for (const { key, times, apply } of wishes(name, operation, goAway)) {
        const met = counts.get(`${image} ${key}`) ?? 0
        if (met >= times) continue
        if (counts.size > 10_000) counts.clear()
        counts.set(`${image} ${key}`, met + 1)
        apply(fault)
      }
      return fault
    },
  }
}

type Wish = { key: string; times: number; apply(fault: ImageFault): void }

const operations = '(create|show|update|delete|upload|download|stage|import|members|tags|actions)'

/** Every magic word of a name that concerns this operation. Documented in docs/local-cloud-faults.md. */
function wishes(
  name: string,
  operation: ImageOperation,
  goAway: (service: FaultService, seconds: number) => void,
): Wish[] {
  const found: Wish[] = []
  const scan = (
    pattern: string,
    read: (parts: string[]) => ((fault: ImageFault) => void) | undefined,
  ) => {
    for (const match of name.matchAll(
      new RegExp(`(?<![a-z0-9])${pattern}(?:-x(\\d+))?(?![a-z0-9])`, 'g'),
    )) {
      const parts = match.slice(1).map((part) => part ?? '')
      const apply = read(parts)
      const times = Number(parts.at(-1)) || Number.POSITIVE_INFINITY
      if (apply) found.push({ key: match[0], times, apply })
    }
  }
  scan('slow-(\\d+)(ms|s)', ([amount, unit]) =>
    operation === 'delete'
      ? undefined
      : (fault) => {
          fault.delayMs += Math.min(Number(amount) * (unit === 's' ? 1000 : 1), 600_000)
        },
  )
  scan('slow-(upload|download|stage)(?:-(\\d+)(KiB|MiB))?', ([what, amount, unit]) =>
    what !== operation
      ? undefined
      : (fault) => {
          fault.bytesPerSecond = amount ? bytes(amount, unit) : 1024 * 1024
        },
  )
  scan(`fail-${operations}-([45]\\d\\d)`, ([what, status]) =>
    what !== operation
      ? undefined
      : (fault) => {
          fault.status = Number(status)
        },
  )
  scan(`html-error(?:-${operations})?(?:-([45]\\d\\d))?`, ([what, status]) =>
    (what || 'create') !== operation
      ? undefined
      : (fault) => {
          fault.status = Number(status) || 502
          fault.isHtmlPage = true
        },
  )
  scan('drop-(upload|download|stage)-at-(\\d+)(B|KiB|MiB|GiB)', ([what, amount, unit]) =>
    what !== operation
      ? undefined
      : (fault) => {
          fault.dropAtBytes = bytes(amount, unit)
        },
  )
  scan('corrupt-(upload|stage)', ([what]) =>
    what !== operation
      ? undefined
      : (fault) => {
          fault.corrupts = true
        },
  )
  scan('retry-after-(\\d+)s', ([seconds]) => (fault) => {
    fault.retryAfter = Number(seconds)
  })
  scan(`expire-token(?:-${operations})?`, ([what]) =>
    (what || 'create') !== operation
      ? undefined
      : (fault) => {
          fault.expiresToken = true
        },
  )
  scan('gone-(glance|keystone)-(\\d+)s', ([service, seconds]) =>
    operation !== 'create'
      ? undefined
      : () => goAway(service === 'glance' ? 'image' : 'identity', Number(seconds)),
  )
  return found
}

function bytes(amount: string | undefined, unit: string | undefined): number {
  const factor = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }[unit ?? 'B'] ?? 1
  return Number(amount) * factor
}

/** The page a proxy in front of the service would send. */
export function proxyErrorPage(status: number): string {
  return `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n`
}

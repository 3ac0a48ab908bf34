/**
 * The closed list of things that can go wrong. A code never names an operation: the place that
 * shows the error knows what was being done.
 */
export const errorCodes = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'gone',
  'conflict',
  'invalid',
  'too_large',
  'over_quota',
  'unsupported',
  'upstream_down',
  'upstream_odd',
  'timed_out',
  'aborted',
  'throttled',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export type AppErrorInit = {
  code: ErrorCode
  /** HTTP status that our own routes answer with. */
  status: number
  /** The upstream's own sentence as plain text; never a path, a token or HTML. */
  detail?: string
  /** `X-Openstack-Request-Id` of the failed call, or our own request id. */
  requestId?: string
  /** Machine-readable additions a screen may act on, such as `retryAfter` in seconds. */
  extra?: Record<string, string | number | boolean>
  cause?: unknown
}

/** The one error type that crosses layers, the wire and the screen. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly detail: string | undefined
  readonly requestId: string | undefined
  readonly extra: Record<string, string | number | boolean> | undefined

  constructor(init: AppErrorInit) {
    super(init.detail ?? init.code, { cause: init.cause })
    this.name = 'AppError'
    this.code = init.code
    this.status = init.status
    this.detail = init.detail
    this.requestId = init.requestId
    this.extra = init.extra
  }

  // Start-up code and route handlers are bundled apart: one process holds this class twice.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'AppError'
  }
}

const statusByCode: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  invalid: 400,
  too_large: 413,
  over_quota: 413,
  unsupported: 415,
  upstream_down: 502,
  upstream_odd: 502,
  timed_out: 504,
  aborted: 499,
  throttled: 429,
  internal: 500,
}

/** Builds an `AppError` with the usual status of its code. */
export function appError(
  code: ErrorCode,
  init: Omit<AppErrorInit, 'code' | 'status'> = {},
): AppError {
  return new AppError({ code, status: statusByCode[code], ...init })
}

/**
 * The error that one of our own routes tells of in its answer (`problemSchema` of lib/schemas says
 * what it is).
 *
 * @param value The parsed body. Anything but a problem, such as a proxy's own page, gives undefined.
 */
export function errorOfProblem(value: unknown): AppError | undefined {
  const { code, status, detail, requestId, extra } = Object(value) as Partial<AppErrorInit>
  if (!errorCodes.some((known) => known === code) || !code || typeof status !== 'number')
    return undefined
  return new AppError({
    code,
    status,
    ...(detail ? { detail } : {}),
    ...(requestId ? { requestId } : {}),
    ...(extra ? { extra } : {}),
  })
}

/** True when `value` is an `AppError`, optionally of one code. */
export function isAppError(value: unknown, code?: ErrorCode): value is AppError {
  return value instanceof AppError && (code === undefined || value.code === code)
}

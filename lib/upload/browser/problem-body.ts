import { AppError } from '@/lib/errors'
import { problemSchema } from '@/lib/schemas/problem'

/** The error that a response body tells of, when it is one of our problems; else null. */
export function readProblem(body: string): AppError | null {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return null
  }
  const parsed = problemSchema.safeParse(value)
  if (!parsed.success) return null
  const { code, status, detail, requestId, extra } = parsed.data
  return new AppError({
    code,
    status,
    ...(detail ? { detail } : {}),
    ...(requestId ? { requestId } : {}),
    ...(extra ? { extra } : {}),
  })
}

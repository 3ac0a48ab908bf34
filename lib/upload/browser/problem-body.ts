import { type AppError, errorOfProblem } from '@/lib/errors'

/** The error that a response body tells of, when it is one of our problems; else null. */
export function readProblem(body: string): AppError | null {
  try {
    return errorOfProblem(JSON.parse(body)) ?? null
  } catch {
    return null
  }
}

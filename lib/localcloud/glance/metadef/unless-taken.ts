import { isUniqueFailure } from '@/lib/localcloud/db'
import { httpError } from '@/lib/localcloud/glance/http-error'

/** Runs a write. @throws HttpError 409 with the sentence when the name is taken */
export function unlessTaken(sentence: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw isUniqueFailure(error) ? httpError(409, sentence) : error
  }
}

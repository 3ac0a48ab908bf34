import { httpError } from './http-error'
import { titleCase } from './python-text'

const fourByte = /[\u{10000}-\u{10ffff}]/u

/**
 * Glance refuses characters outside the basic plane, such as emoji, because its usual database
 * could not hold them. Source: glance/common/utils.py at 25.1.0, `no_4byte_params`.
 * @throws HttpError 400 naming the field
 */
export function refuseFourByteValues(fields: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (fourByte.test(name)) {
      throw httpError(400, "Property names can't contain 4 byte unicode.")
    }
    if (typeof value === 'string' && fourByte.test(value)) {
      throw httpError(400, `${titleCase(name)} can't contain 4 byte unicode characters.`)
    }
  }
}

/** The same for values that have no name, such as tags. */
export function refuseFourByteText(...texts: string[]): void {
  if (texts.some((text) => fourByte.test(text))) {
    throw httpError(400, "Param values can't contain 4 byte unicode.")
  }
}

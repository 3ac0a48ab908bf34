import { httpError } from './http-error'
import { schemaFailure } from './json-schema'
import type { Json, JsonObject } from './python-json'
import imageProperties from './schemas/image.json' with { type: 'json' }

/** The schema of an image as GET /v2/schemas/image answers it: any custom property is a string. */
export const imageSchema: JsonObject = {
  name: 'image',
  properties: imageProperties,
  additionalProperties: { type: 'string' },
  links: [
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ],
}

/**
 * Checks a body against a schema document.
 * @throws HttpError 400 with the reason
 */
export function validateBody(value: Json, schema: JsonObject): void {
  const reason = schemaFailure(value, schema)
  if (reason) {
    throw httpError(400, `Provided object does not match schema '${schema.name}': ${reason}`)
  }
}

/**
 * Checks a body, or a part of one, against the image schema.
 * @throws HttpError 400 with the reason
 */
export function validateImage(value: Json): void {
  validateBody(value, imageSchema)
}

import { z } from 'zod'
import { type Operation, operations } from './operations'
import { answerSchemas, bodySchemas } from './schemas'

type Json = Record<string, unknown>

/**
 * The API as an OpenAPI 3.1 document, made of the schemas that the routes themselves parse with.
 * Source: https://spec.openapis.org/oas/v3.1.0.html
 */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    paths[operation.path] ??= {}
    Object.assign(paths[operation.path] ?? {}, { [operation.method]: described(operation) })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vitrine',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        "Images of an OpenStack cloud, in Glance's own field names. `scope` is a project's id, or `<project id>@<region>`. Uploads speak tus 1.0.",
    },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: { schemas: schemas(), securitySchemes },
  }
}

const securitySchemes = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Auth-Token',
    description: 'A Keystone token; one of another project is exchanged for one of the scope.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'next-auth.session-token',
    description: "The browser's session; writes must come from the dashboard's own origin.",
  },
}

function schemas(): Json {
  const entries = [
    ...Object.entries(bodySchemas).map(([name, schema]) => [name, jsonSchema(schema, 'input')]),
    ...Object.entries(answerSchemas).map(([name, schema]) => [name, jsonSchema(schema, 'output')]),
  ]
  return Object.fromEntries(entries)
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  // What a transform makes of a text is a text again; JSON Schema has no word for the way there.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function described(operation: Operation): Json {
  const { method, path, summary, query = [], body, isOpen } = operation
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = query.map((name) => ({ name, in: 'query', schema: { type: 'string' } }))
  return {
    operationId: operationId(method, path),
    summary,
    parameters: [...inPath, ...inQuery],
    ...(isOpen ? { security: [] } : {}),
    ...(body ? { requestBody: { required: true, content: json(reference(body)) } } : {}),
    responses: {
      ...answers(operation),
      default: {
        description: 'What went wrong, with the upstream sentence and request id',
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    },
  }
}

function answers({ answer, isStream, media }: Operation): Json {
  if (media) {
    const content = { [media]: {} }
    return { 200: { description: 'The data', content }, 206: { description: 'One range', content } }
  }
  if (!answer) return { '2XX': { description: 'Done; no body' } }
  const schema = answer === 'any' ? {} : answer === 'page' ? page : reference(answer)
  const content = isStream ? { 'application/x-ndjson': { schema } } : json(schema)
  return { 200: { description: isStream ? 'One object a line' : 'The answer', content } }
}

const page = {
  type: 'object',
  required: ['images', 'nextMarker'],
  properties: {
    images: { type: 'array', items: reference('ImageRow') },
    nextMarker: { type: ['string', 'null'] },
  },
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function json(schema: Json): Json {
  return { 'application/json': { schema } }
}

function operationId(method: string, path: string): string {
  const words = path
    .split(/[/{}.-]+/)
    .filter((word) => word !== '' && word !== 'api' && word !== 'p')
  return [method, ...words].map((word, at) => (at === 0 ? word : capital(word))).join('')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

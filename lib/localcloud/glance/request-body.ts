import { httpError } from './http-error'
import { isJsonObject, type Json, type JsonObject } from './python-json'
import type { GlanceRequest } from './service'

const mayHaveBody = ['POST', 'PUT', 'PATCH']
const encodings = ['chunked', 'compress', 'deflate', 'gzip', 'identity']

/** Whether a request carries a body, by its headers, the way Glance decides it. */
export function hasBody(request: Pick<GlanceRequest, 'method' | 'headers'>): boolean {
  const encoding = request.headers['transfer-encoding']?.toLowerCase() ?? ''
  if (encodings.includes(encoding) && mayHaveBody.includes(request.method)) return true
  return Number(request.headers['content-length'] ?? 0) > 0
}

async function readAll(request: GlanceRequest): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request.incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/**
 * Reads a JSON body that is an object or a list.
 * @throws HttpError 400 when there is none or it is something else
 */
export async function readJson(request: GlanceRequest): Promise<JsonObject | Json[]> {
  if (!hasBody(request)) throw httpError(400, 'Body expected in request.')
  const bytes = await readAll(request)
  let value: Json
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json
  } catch {
    throw httpError(400, 'Malformed JSON in request body.')
  }
  if (!isJsonObject(value) && !Array.isArray(value)) {
    throw httpError(400, 'Unexpected body type. Expected list/dict.')
  }
  return value
}

/**
 * Reads a JSON body where only an object makes sense. The real service breaks on a list.
 * @throws HttpError 400, or 500 for a list
 */
export async function readJsonObject(request: GlanceRequest): Promise<JsonObject> {
  const value = await readJson(request)
  if (!isJsonObject(value)) throw httpError(500)
  return value
}

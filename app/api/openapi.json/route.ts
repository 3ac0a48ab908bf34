import { openApiDocument } from '@/lib/openapi/document'

/** The API's own description, for client generators and people. */
export function GET(): Response {
  return Response.json(openApiDocument(), { headers: { 'cache-control': 'public, max-age=300' } })
}

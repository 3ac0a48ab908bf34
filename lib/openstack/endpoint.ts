import 'server-only'
import { z } from 'zod'
import { appError } from '@/lib/errors'

const endpointSchema = z.looseObject({
  interface: z.string(),
  url: z.string(),
  region_id: z.string().nullable().optional(),
  region: z.string().nullable().optional(),
})

export const catalogSchema = z.array(
  z.looseObject({ type: z.string(), endpoints: z.array(endpointSchema).default([]) }),
)
export type Catalog = z.infer<typeof catalogSchema>

/** Image endpoints by region, in the catalogue's order. */
export type ImageEndpoints = Array<{ region: string; url: string }>

/**
 * The image service's endpoints, one a region.
 *
 * @param catalog The token's service catalogue.
 * @param interfaceName `public` or `internal`.
 */
export function imageEndpoints(catalog: Catalog, interfaceName: string): ImageEndpoints {
  const found = new Map<string, string>()
  for (const service of catalog.filter((entry) => entry.type === 'image')) {
    for (const endpoint of service.endpoints) {
      const region = endpoint.region_id ?? endpoint.region ?? ''
      if (endpoint.interface === interfaceName && !found.has(region))
        found.set(region, withoutVersion(endpoint.url))
    }
  }
  return [...found].map(([region, url]) => ({ region, url }))
}

/**
 * The endpoint of the wanted region, or of the first one.
 *
 * @throws AppError `not_found` when the region, or any image service, is missing.
 */
export function pickEndpoint(
  endpoints: ImageEndpoints,
  region?: string,
): { region: string; url: string } {
  const picked = region ? endpoints.find((endpoint) => endpoint.region === region) : endpoints[0]
  if (!picked) {
    const detail = region
      ? `The service catalogue has no image service in region ${region}.`
      : 'The service catalogue has no image service for this project.'
    throw appError('not_found', { detail })
  }
  return picked
}

// Catalogue URLs may or may not end in a slash or a version; our calls add /v2 themselves.
function withoutVersion(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)?$/, '')
}

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

/** Endpoints of one service by region, in the catalogue's order. */
export type ImageEndpoints = Array<{ region: string; url: string }>

/**
 * The image service's endpoints, one a region.
 *
 * @param catalog The token's service catalogue.
 * @param interfaceName `public` or `internal`.
 */
export function imageEndpoints(catalog: Catalog, interfaceName: string): ImageEndpoints {
  return endpointsOf(catalog, 'image', interfaceName)
}

export type PublicAddress = { imageUrl?: string; authUrl?: string }

/**
 * What the catalogue says to people outside, by region of the image service: the only addresses that
 * a browser may learn. Fields stay out where there is no public endpoint; one Keystone may serve
 * several regions.
 */
export function publicAddresses(catalog: Catalog): Map<string, PublicAddress> {
  const identity = endpointsOf(catalog, 'identity', 'public')
  const image = new Map(
    endpointsOf(catalog, 'image', 'public').map(({ region, url }) => [region, url]),
  )
  const regions = new Set([...image.keys(), ...identity.map(({ region }) => region)])
  return new Map(
    [...regions].map((region) => {
      const imageUrl = image.get(region)
      const keystone = identity.find((endpoint) => endpoint.region === region) ?? identity[0]
      return [
        region,
        {
          ...(imageUrl === undefined ? {} : { imageUrl }),
          ...(keystone ? { authUrl: `${keystone.url}/v3` } : {}),
        },
      ]
    }),
  )
}

function endpointsOf(catalog: Catalog, type: string, interfaceName: string): ImageEndpoints {
  return serviceEndpoints(catalog, [type], interfaceName).map(({ region, url }) => ({
    region,
    url: withoutVersion(url),
  }))
}

/**
 * A service's endpoints, one a region, with the version and project that the catalogue writes.
 *
 * @param types The service's names in catalogues, old ones too: `block-storage`, `volumev3`.
 */
export function serviceEndpoints(
  catalog: Catalog,
  types: readonly string[],
  interfaceName: string,
): ImageEndpoints {
  const found = new Map<string, string>()
  for (const service of catalog.filter((entry) => types.includes(entry.type))) {
    for (const endpoint of service.endpoints) {
      const region = endpoint.region_id ?? endpoint.region ?? ''
      if (endpoint.interface === interfaceName && !found.has(region))
        found.set(region, endpoint.url.replace(/\/+$/, ''))
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

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CloudSettings } from './cloud'
import { parsePropertyRules } from './glance/property-protection'
import { type QuotaName, quotaNames } from './glance/service'

export const usage = `npm run cloud -- --dir DIR --port PORT [options]
  --host HOST                  address to listen on (127.0.0.1)
  --images N                   seed N images at the first start instead of the demo's
  --policy new|old             Glance's rules since 2023.1, or those before (new)
  --token-seconds N            life of a token (3600)
  --lockout N[:SECONDS]        lock an account after N wrong passwords (for 1800 s)
  --locations                  image locations and a read-only http store
  --no-cache                   no image cache and no API for it
  --size-cap BYTES             largest image
  --quota NAME=N,…             limits per project: image_size_total and image_stage_total in MiB,
                               image_count_total, image_count_uploading; one not named is 0
  --property-protections FILE  who may use which properties, in Glance's format with roles
  --second-region              RegionTwo in the catalogue, with a Glance of its own
  --web-download-allow HOST[:PORT],…   addresses web-download may read although they are not public
  --reset                      forget everything in DIR first`

/** What a command line asks for; what it does not name has the usual value. */
export type CommandLine = Partial<CloudSettings> & { dir: string; port: number; reset: boolean }

/** Reads the command line. Throws a sentence for a person when it makes no sense. */
export function readCommandLine(args: string[]): CommandLine {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args,
    options: {
      dir: text,
      port: text,
      host: text,
      images: text,
      policy: text,
      'token-seconds': text,
      lockout: text,
      locations: flag,
      'no-cache': flag,
      'size-cap': text,
      quota: text,
      'property-protections': text,
      'second-region': flag,
      'web-download-allow': text,
      reset: flag,
    },
  })
  const { dir, policy } = values
  const port = wholeNumber('port', values.port)
  if (!dir || port === undefined) throw new Error('--dir and --port are needed')
  if (policy !== undefined && policy !== 'new' && policy !== 'old') {
    throw new Error('--policy is new or old')
  }
  const [attempts, seconds] = values.lockout?.split(':') ?? []
  const protections = values['property-protections']
  return {
    dir,
    port,
    host: values.host,
    images: wholeNumber('images', values.images),
    policy,
    tokenSeconds: wholeNumber('token-seconds', values['token-seconds']),
    lockout: wholeNumber('lockout', attempts),
    lockoutSeconds: wholeNumber('lockout', seconds),
    locations: values.locations,
    cache: !values['no-cache'],
    sizeCap: wholeNumber('size-cap', values['size-cap']),
    quotas: values.quota === undefined ? {} : readQuotas(values.quota),
    propertyRules: protections ? parsePropertyRules(readFileSync(protections, 'utf8')) : [],
    secondRegion: values['second-region'],
    webDownloadAllow: values['web-download-allow']?.split(',').filter(Boolean),
    reset: values.reset,
  }
}

function readQuotas(text: string): Partial<Record<QuotaName, number>> {
  const quotas: Partial<Record<QuotaName, number>> = {}
  for (const part of text.split(',')) {
    const [given, amount] = part.split('=')
    const name = quotaNames.find((known) => known === given)
    if (!name) throw new Error(`--quota knows ${quotaNames.join(', ')}`)
    quotas[name] = wholeNumber(`quota ${name}`, amount ?? '')
  }
  return quotas
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number`)
  return Number(text)
}

import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { allowedUri } from './uri-filter'

/** The answer to a fetched URL; `length` is undefined when the server does not say it. */
export type FetchedUri = { body: IncomingMessage; length: number | undefined }

const largestHops = 10
const idleLimit = 60_000

function ask(uri: string, address: string, method: 'GET' | 'HEAD'): Promise<IncomingMessage> {
  const url = new URL(uri)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method,
      agent: false,
      headers: { 'User-Agent': 'vitrine-local-cloud', 'Accept-Encoding': 'identity' },
      // The checked address, whatever the name may stand for by now.
      lookup: (_name, options, done) => {
        const family = address.includes(':') ? 6 : 4
        if (options.all) done(null, [{ address, family }])
        else done(null, address, family)
      },
    })
    request.setTimeout(idleLimit, () => request.destroy(new Error('The server fell silent')))
    request.on('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

/**
 * Fetches a URL for somebody else, following redirects; each address on the way must pass the filter.
 * @param allow `HOST[:PORT]` entries the filter lets through
 * @throws Error when an address is refused, nobody answers or the answer is not 200
 */
export async function openUri(
  uri: string,
  allow: readonly string[],
  method: 'GET' | 'HEAD' = 'GET',
): Promise<FetchedUri> {
  let current = uri
  for (let hop = 0; hop <= largestHops; hop += 1) {
    const target = await allowedUri(current, allow)
    if (!target) throw new Error(`Disallowed URL: ${current}`)
    const answer = await ask(current, target.address, method)
    const { statusCode = 0, headers } = answer
    if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location) {
      answer.resume()
      current = new URL(headers.location, current).href
      continue
    }
    if (statusCode !== 200) {
      answer.resume()
      throw new Error(`HTTP Error ${statusCode}`)
    }
    const length = headers['content-length']
    return { body: answer, length: length === undefined ? undefined : Number(length) }
  }
  throw new Error('Too many redirects')
}

/**
 * Asks how long the data behind a URL is.
 * @returns bytes; 0 when it cannot be fetched or the server does not say
 */
export async function uriLength(uri: string, allow: readonly string[]): Promise<number> {
  try {
    const { body, length } = await openUri(uri, allow, 'HEAD')
    body.resume()
    return length ?? 0
  } catch {
    return 0
  }
}

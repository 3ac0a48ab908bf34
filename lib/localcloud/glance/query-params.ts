import { httpError } from './http-error'

const undecodable =
  'Error decoding your request. Either the URL or the request body contained characters that could not be decoded by Glance'

/**
 * Query parameters in the order they came, with the habits of the real service's framework: `pop`
 * takes the first of a name, everything else means the last. So the second of two `limit`s stays
 * behind and counts as a property filter.
 */
export class Params {
  private readonly pairs: [string, string][]

  constructor(pairs: Iterable<readonly [string, string]>) {
    this.pairs = [...pairs].map(([key, value]) => [key, value])
  }

  /**
   * Reads the part of a URL after the question mark.
   * @throws HttpError 400 for percent codes that are no UTF-8
   */
  static parse(search: string): Params {
    for (const codes of search.match(/(?:%[0-9a-f]{2})+/gi) ?? []) {
      try {
        decodeURIComponent(codes)
      } catch {
        throw httpError(400, undecodable)
      }
    }
    return new Params(new URLSearchParams(search))
  }

  copy(): Params {
    return new Params(this.pairs)
  }

  has(name: string): boolean {
    return this.pairs.some(([key]) => key === name)
  }

  get(name: string): string | undefined {
    return this.pairs.findLast(([key]) => key === name)?.[1]
  }

  /** Takes the first parameter of a name out. */
  pop(name: string): string | undefined {
    const at = this.pairs.findIndex(([key]) => key === name)
    return at < 0 ? undefined : this.pairs.splice(at, 1)[0]?.[1]
  }

  /** Each name once, where it first stood, with its last value. */
  asMap(): Map<string, string> {
    return new Map(this.pairs)
  }
}

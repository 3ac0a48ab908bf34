/**
 * Takes what must never be read out of a text: Keystone's tokens, passwords inside addresses, and
 * where a store keeps its data. The last net under everything that is logged or shown.
 */
const secrets: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  // Fernet tokens begin so; JWS ones are three parts of base64.
  [/gAAAA[\w-]{16,}=*/g, '[token]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  [/([a-z][a-z\d+.-]*:\/\/)[^\s/@"'<>]*@/gi, '$1[removed]@'],
  [
    /\b(?:file|filesystem|rbd|cinder|vsphere|sheepdog|swift(?:\+[a-z]+)*|s3(?:\+[a-z]+)?):\/\/[^\s"'<>\\]*/gi,
    '[store location]',
  ],
]

/** `text` without tokens, passwords of addresses, and locations of a store. */
export function scrub(text: string): string {
  return secrets.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text)
}

// Folders that services keep data and settings in. Our own paths never stand in an upstream's sentence.
const serverPath = /(?<![\w:/.])\/(?:var|srv|mnt|opt|etc|home|usr|root|tmp)\/[^\s"'<>,;)]*/g

/** As `scrub`, for a sentence of an upstream: without paths of its server too. */
export function scrubSentence(text: string): string {
  return scrub(text).replace(serverPath, '[path]')
}

const secretKey = /pass(word|code|phrase)|secret|token|cookie|authorization|credential|api_?key/i

/** A copy of a value for the audit log: secrets by name are left out, long texts are cut. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > 1000 ? `${value.slice(0, 1000)}…` : value
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return '…'
  if (Array.isArray(value))
    return value.slice(0, 300).map((item) => withoutSecrets(item, depth + 1))
  const kept = Object.entries(value)
    .slice(0, 300)
    .map(([key, item]) => [
      key,
      secretKey.test(key) && typeof item === 'string'
        ? '[removed]'
        : withoutSecrets(item, depth + 1),
    ])
  return Object.fromEntries(kept)
}

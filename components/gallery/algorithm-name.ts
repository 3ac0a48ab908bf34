const names = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' }

/** A digest's algorithm as people write it. */
export function algorithmName(algorithm: keyof typeof names): string {
  return names[algorithm]
}

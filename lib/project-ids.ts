/**
 * Project ids in a text that people paste: separated by spaces, commas, semicolons or lines, each
 * once.
 */
export function projectIdsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；]+/).filter(Boolean))]
}

/**
 * False for what cannot be an id that Keystone made: 32 hexadecimal digits, or a UUID with dashes
 * from elsewhere. Glance takes any text as a member, so a slip of the pen shares with nobody.
 */
export function looksLikeProjectId(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text.replaceAll('-', ''))
}

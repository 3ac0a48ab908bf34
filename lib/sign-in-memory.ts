/** The domain of the last sign-in, so that people type it once. Not a secret. */
export const domainCookie = 'vitrine-domain'

/**
 * Where to go after sign-in: only paths of this dashboard. An address such as `//evil.example` or
 * one with a backslash would lead browsers elsewhere.
 */
export function safeReturnTo(asked: string | undefined): string {
  if (!asked || !/^\/(?![/\\])/.test(asked) || /[\\\s]/.test(asked)) return '/'
  const url = new URL(asked, 'http://vitrine.invalid')
  return url.origin === 'http://vitrine.invalid' ? url.pathname + url.search + url.hash : '/'
}

/** Id of the project visited last; where the front door leads. */
export const projectCookie = 'vitrine-project'

/** Cookies that hold how a person likes the screens; the server draws the same skeleton from them. */
export const navigationCookie = 'vitrine-navigation'
export const columnsCookie = 'vitrine-columns'
export const densityCookie = 'vitrine-density'

/** Remembers a view setting for a year. Browser only. */
export function rememberView(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}

/** Cookies that hold how a person likes the screens; the server draws the same skeleton from them. */
export const navigationCookie = 'vitrine-navigation'
export const columnsCookie = 'vitrine-columns'
/** Columns of the image list that are not shown until they are asked for. */
export const hiddenAtFirst = [
  'protected',
  'container_format',
  'updated_at',
  'min_disk',
  'min_ram',
  'id',
]
export const densityCookie = 'vitrine-density'

/** Remembers a view setting for a year. Browser only. */
export function rememberView(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}

export const singleKeysCookie = 'vitrine-single-keys'

/** Whether keys of one character may do something where nothing has the focus. Browser only. */
export function hasSingleKeys(): boolean {
  return !document.cookie.includes(`${singleKeysCookie}=off`)
}

import 'server-only'

// The words of Keystone's and Glance's own paths; every other segment is an id or a name.
const fixed = new Set(
  (
    'actions all_stores associations auth cache catalog copy credentials deactivate detail domains ' +
    'file groups image images import info locations members metadefs namespaces objects password ' +
    'projects properties queue reactivate regions resource_types role_assignments roles schemas ' +
    'services stage stores system tags tasks tokens usage users v2 v3 versions'
  ).split(' '),
)

/** A call as a metric's label, without what differs from one image to the next: `GET /v2/images/{}`. */
export function callName(method: string, url: string): string {
  const segments = new URL(url).pathname.split('/').filter(Boolean)
  const from = Math.max(
    segments.findIndex((segment) => /^v[23]$/.test(segment)),
    0,
  )
  const path = segments.slice(from).map((segment) => (fixed.has(segment) ? segment : '{}'))
  return `${method} /${path.join('/')}`
}

/** Which of the two services an address belongs to. Keystone's calls all begin with `/v3`. */
export function serviceOf(url: string): 'identity' | 'image' {
  return /\/v3(\/|$)/.test(new URL(url).pathname) ? 'identity' : 'image'
}

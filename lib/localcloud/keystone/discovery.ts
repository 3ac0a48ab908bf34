import type { JsonObject } from '@/lib/localcloud/glance/python-json'

/** The one version there is, as Keystone 22 describes it. `href` ends in a slash. */
export function versionDocument(href: string): JsonObject {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href }],
    'media-types': [
      { base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' },
    ],
  }
}

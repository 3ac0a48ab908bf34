import { execFileSync } from 'node:child_process'
import type { Access } from './cloud'

/** How long Glance itself takes for a list, in ms. */
export function glanceMs(me: Access, query: string): number {
  const out = execFileSync('curl', [
    ...['-sf', '-o', '/dev/null', '-w', '%{time_total}', '-H', `X-Auth-Token: ${me.token}`],
    `${me.glanceUrl}/v2/images?${query}`,
  ])
  return Number(out) * 1000
}

/** A plain sequential scan of everything, page after page, as a person's own script does it. @returns ms. */
export function scanMs(me: Access): number {
  const started = performance.now()
  for (let next: string | undefined = '/v2/images?limit=1000'; next; ) {
    const out: Buffer = execFileSync(
      'curl',
      ['-sf', '-H', `X-Auth-Token: ${me.token}`, `${me.glanceUrl}${next}`],
      {
        maxBuffer: 64 * 1024 ** 2,
      },
    )
    next = (JSON.parse(out.toString()) as { next?: string }).next
  }
  return performance.now() - started
}

/** Id of the image behind which the second page of a hundred begins. */
export function lastOfFirstPage({ glanceUrl, token }: Access): string {
  const url = `${glanceUrl}/v2/images?limit=100&sort=created_at:desc`
  const out = execFileSync('curl', ['-sf', '-H', `X-Auth-Token: ${token}`, url])
  return (JSON.parse(out.toString()) as { images: Array<{ id: string }> }).images.at(-1)?.id ?? ''
}

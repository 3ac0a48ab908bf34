import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { liveSessions } from '@/lib/auth/live'
import { type Env, env } from '@/lib/env'
import { knownUpstreams } from '@/lib/openstack/circuit'
import type { System } from '@/lib/schemas/system'
import { scrub } from '@/lib/scrub'
import { knownUploads } from '@/lib/upload/server/state'
import { statusOf } from '@/lib/upload/server/status'
import { readiness } from './readiness'

const iso = (time: number) => (time > 0 ? new Date(time).toISOString() : null)

/** What this process is, is set to, depends on and does right now. No secret is in it. */
export async function systemState(): Promise<System> {
  return {
    readiness: await readiness(),
    upstreams: knownUpstreams().map(({ service, base, failures, restsUntil, answeredAt }) => ({
      service,
      host: new URL(base).host,
      failures,
      restsUntil: restsUntil > Date.now() ? iso(restsUntil) : null,
      answeredAt: iso(answeredAt),
    })),
    uploads: knownUploads().map((upload) => {
      const { id, imageId, state, size, received, forwarded, createdAt } = statusOf(upload)
      const { projectId, userId } = upload.record
      return { id, imageId, projectId, userId, state, size, received, forwarded, createdAt }
    }),
    process: {
      versions: {
        vitrine: versionOf('.'),
        next: versionOf('node_modules/next'),
        node: process.version,
      },
      startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
      memoryBytes: process.memoryUsage.rss(),
      sessions: liveSessions(),
    },
    settings: settingsOf(env()),
  }
}

/** The settings by name: what is secret only as `set`, addresses without passwords. */
export function settingsOf(settings: Env): System['settings'] {
  const secret = /SECRET|PASSWORD|TOKEN|KEY$/
  return Object.entries(settings)
    .map(([name, value]) => ({
      name,
      value: value === undefined ? null : secret.test(name) ? 'set' : scrub(String(value)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function versionOf(folder: string): string {
  try {
    const file = path.join(/* turbopackIgnore: true */ process.cwd(), folder, 'package.json')
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found && 'version' in found ? String(found.version) : '?'
  } catch {
    return '?'
  }
}

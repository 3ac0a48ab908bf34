import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createListener } from './app'
import type { CloudSettings, LocalCloud } from './cloud'
import { openDatabase } from './db'
import { createFaultBoard } from './faults'
import { lockFolder } from './folder-lock'
import { startImageService } from './glance/app'
import { setOwnEndpoints } from './keystone/catalog'
import { seededAccounts } from './keystone/seed-accounts'
import { seedCloud } from './seed'

/** Options of `startLocalCloud`; all but `dir` and `port` have the defaults of the command line. */
export type LocalCloudOptions = Partial<Omit<CloudSettings, 'dir' | 'port'>> & {
  dir: string
  /** 0 takes any free port. */
  port: number
  /** Prints nothing. */
  quiet?: boolean
}

/** A running cloud: the URLs as they stand in its catalogue, and how to end it. */
export type RunningCloud = { keystoneUrl: string; glanceUrl: string; close(): Promise<void> }

/**
 * Starts Keystone and Glance on one port, seeding `dir` at the first start.
 * Rejects when the port is taken, the folder cannot be written, or another cloud has it.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<RunningCloud> {
  const { dir, port, quiet = false } = options
  const settings: CloudSettings = {
    dir: resolve(dir),
    port,
    host: options.host ?? '127.0.0.1',
    images: options.images,
    tokenSeconds: options.tokenSeconds ?? 3600,
    lockout: options.lockout,
    lockoutSeconds: options.lockoutSeconds ?? 1800,
    policy: options.policy ?? 'new',
    locations: options.locations ?? false,
    webDownloadAllow: options.webDownloadAllow ?? [],
  }
  const release = lockFolder(settings.dir)
  const db = openDatabase(settings.dir)
  seedCloud(db, settings.dir, settings.images)
  const cloud: LocalCloud = { db, settings, faults: createFaultBoard() }
  const image = await startImageService(cloud)
  const server = createServer(createListener(cloud, image))
  // Uploads may last for hours; Node would answer 408 after five minutes.
  server.requestTimeout = 0
  server.keepAliveTimeout = 65_000
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(port, settings.host, done)
    })
  } catch (error) {
    await image.close()
    db.close()
    release()
    throw error
  }
  const address = server.address()
  if (address && typeof address === 'object') settings.port = address.port
  const origin = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`
  const urls = { keystoneUrl: `${origin}/identity/v3`, glanceUrl: `${origin}/image` }
  setOwnEndpoints(db, { identity: urls.keystoneUrl, image: urls.glanceUrl })
  if (!quiet) announce(urls)
  return {
    ...urls,
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
      await image.close()
      db.close()
      release()
    },
  }
}

function announce(urls: { keystoneUrl: string; glanceUrl: string }): void {
  console.log(`ready  identity ${urls.keystoneUrl}  image ${urls.glanceUrl}`)
  for (const { domain, name, password, roles, note } of seededAccounts) {
    const about = [roles.join(', ') || 'no project', note].filter(Boolean).join('; ')
    console.log(`  ${domain}  ${name} / ${password}  (${about})`)
  }
}

const usage = `npm run cloud -- --dir DIR --port PORT
  [--host 127.0.0.1] [--images N] [--web-download-allow HOST[:PORT],…] [--locations]
  [--policy new|old] [--token-seconds N] [--lockout N] [--reset]`

async function runCommandLine(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      images: { type: 'string' },
      'web-download-allow': { type: 'string' },
      locations: { type: 'boolean' },
      policy: { type: 'string' },
      'token-seconds': { type: 'string' },
      lockout: { type: 'string' },
      reset: { type: 'boolean' },
    },
  })
  const { dir, policy } = values
  const port = wholeNumber('port', values.port)
  if (!dir || port === undefined) throw new Error('--dir and --port are needed')
  if (policy !== undefined && policy !== 'new' && policy !== 'old') {
    throw new Error('--policy is new or old')
  }
  // Only what the cloud itself wrote: a mistyped folder must not lose other files.
  if (values.reset) {
    const release = lockFolder(dir)
    for (const name of ownFiles) rmSync(join(dir, name), { recursive: true, force: true })
    release()
  }
  const cloud = await startLocalCloud({
    dir,
    port,
    host: values.host,
    images: wholeNumber('images', values.images),
    webDownloadAllow: values['web-download-allow']?.split(',').filter(Boolean),
    locations: values.locations,
    policy,
    tokenSeconds: wholeNumber('token-seconds', values['token-seconds']),
    lockout: wholeNumber('lockout', values.lockout),
  })
  const stop = () => {
    cloud.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Names inside `dir` that belong to the cloud: the database and the image half's folders. */
const ownFiles = ['cloud.db', 'cloud.db-wal', 'cloud.db-shm', 'stores', 'staging', 'cache', 'tmp']

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number`)
  return Number(text)
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  runCommandLine(process.argv.slice(2)).catch((error: unknown) => {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  })
}

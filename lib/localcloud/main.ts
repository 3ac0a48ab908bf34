import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createListener } from './app'
import type { CloudSettings, LocalCloud } from './cloud'
import { readCommandLine, usage } from './command-line'
import { type LocalDatabase, openDatabase } from './db'
import { createFaultBoard } from './faults'
import { lockFolder } from './folder-lock'
import { type ImageService, startImageService } from './glance/app'
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
    sizeCap: options.sizeCap,
    quotas: options.quotas ?? {},
    propertyRules: options.propertyRules ?? [],
    cache: options.cache ?? true,
    secondRegion: options.secondRegion ?? false,
  }
  const release = lockFolder(settings.dir)
  const db = openDatabase(settings.dir)
  seedCloud(db, settings.dir, settings.images)
  const cloud: LocalCloud = { db, settings, faults: createFaultBoard() }
  const images: ImageService[] = []
  const databases: LocalDatabase[] = [db]
  const closeParts = async () => {
    for (const image of images) await image.close()
    for (const database of databases) database.close()
    release()
  }
  images.push(await startImageService(cloud, { mountPoint: '/image', dir: settings.dir, db }))
  if (settings.secondRegion) {
    const dir = join(settings.dir, secondFolder)
    const own = openDatabase(dir)
    databases.push(own)
    images.push(await startImageService(cloud, { mountPoint: '/image-two', dir, db: own }))
  }
  const server = createServer(createListener(cloud, images))
  // Uploads may last for hours; Node would answer 408 after five minutes.
  server.requestTimeout = 0
  server.keepAliveTimeout = 65_000
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(port, settings.host, done)
    })
  } catch (error) {
    await closeParts()
    throw error
  }
  const address = server.address()
  if (address && typeof address === 'object') settings.port = address.port
  const origin = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`
  const urls = { keystoneUrl: `${origin}/identity/v3`, glanceUrl: `${origin}/image` }
  const identity = urls.keystoneUrl
  setOwnEndpoints(db, {
    RegionOne: { identity, image: urls.glanceUrl },
    ...(settings.secondRegion && { RegionTwo: { identity, image: `${origin}/image-two` } }),
  })
  if (!quiet) announce(urls)
  return {
    ...urls,
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
      await closeParts()
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

async function runCommandLine(args: string[]): Promise<void> {
  const { reset, ...options } = readCommandLine(args)
  if (reset) {
    const release = lockFolder(options.dir)
    // Only what the cloud itself wrote: a mistyped folder must not lose other files.
    for (const name of ownFiles) rmSync(join(options.dir, name), { recursive: true, force: true })
    release()
  }
  const cloud = await startLocalCloud(options)
  const stop = () => {
    cloud.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** The folder inside `dir` of the second region's Glance. */
const secondFolder = 'region-two'

/** Names inside `dir` that belong to the cloud: the database and the image half's folders. */
const ownFiles = [
  ...['cloud.db', 'cloud.db-wal', 'cloud.db-shm'],
  ...['stores', 'staging', 'cache', 'tmp', secondFolder],
]

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  runCommandLine(process.argv.slice(2)).catch((error: unknown) => {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  })
}

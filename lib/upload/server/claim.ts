import 'server-only'
import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Claims } from './claims'

// Which process works on an upload, as a file beside its bytes: two dashboards may share a spool
// while one replaces the other.
const claimSchema = z.object({ host: z.string(), pid: z.number(), instance: z.string() })

const store = globalThis as { __vitrineInstance?: string }
store.__vitrineInstance ??= randomUUID()

const me = () => ({
  host: hostname(),
  pid: process.pid,
  instance: store.__vitrineInstance ?? '',
})

/** How long a claim of another host holds without being renewed. */
export const CLAIM_MS = 30_000

const BEAT_MS = 10_000

/** Claims as files in the spool's directory, for processes of one host or that follow each other. */
export function fileClaims(directory: string): Claims {
  const claimed = new Set<string>()
  const fileOf = (id: string) => join(/* turbopackIgnore: true */ directory, `${id}.claim`)
  const beat = setInterval(() => {
    for (const id of claimed) void renewClaim(fileOf(id))
  }, BEAT_MS)
  beat.unref()
  return {
    isShared: false,
    async take(id) {
      const taken = await takeClaim(fileOf(id))
      if (taken) claimed.add(id)
      return taken
    },
    async release(id) {
      if (claimed.delete(id)) await rm(fileOf(id), { force: true })
    },
    holders: async (ids) => ids.map(() => undefined),
    held: async () => undefined,
    isHeld: () => true,
  }
}

/**
 * Takes the claim in `file`, also from a process that no longer lives.
 *
 * @returns false when another living process holds it.
 */
async function takeClaim(file: string): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) {
    try {
      await writeFile(file, JSON.stringify(me()), { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
    if (await isMine(file)) return true
    if (await isHeld(file)) return false
    await rm(file, { force: true })
  }
  return false
}

// Says that the holder still lives, for other hosts that cannot ask the process table.
async function renewClaim(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => undefined)
}

async function isMine(file: string): Promise<boolean> {
  return (await readClaim(file))?.instance === store.__vitrineInstance
}

async function isHeld(file: string): Promise<boolean> {
  const claim = await readClaim(file)
  const age = await stat(file).then(
    (found) => Date.now() - found.mtimeMs,
    () => Number.POSITIVE_INFINITY,
  )
  // Half written: its owner may be about to finish it.
  if (!claim) return age < 2_000
  const { host, pid } = me()
  if (claim.host !== host) return age < CLAIM_MS
  // Our own number under another instance is a process from before a container's restart.
  return claim.pid !== pid && isAlive(claim.pid)
}

async function readClaim(file: string): Promise<z.infer<typeof claimSchema> | undefined> {
  try {
    return claimSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/** True for a system error of that code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

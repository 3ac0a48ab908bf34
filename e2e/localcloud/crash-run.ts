import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@/e2e/free-port'
import { check } from './crash-check'
import { startCrashCloud } from './crash-cloud'
import { type Ledger, newLedger } from './crash-ledger'
import { type Load, UnexpectedAnswer, work } from './crash-load'

/** What a run found. */
export type CrashReport = {
  kills: number
  /** Requests that the cloud had answered with success. */
  acknowledged: number
  broken: string[]
}

export type CrashOptions = {
  kills: number
  /** The same seed gives the same choices; times differ all the same. */
  seed: number
  /** Called after every kill, for a person who waits. */
  onRound?: (kill: number, ledger: Ledger, broken: string[]) => void
}

const workers = 6

/**
 * Kills an embedded cloud at random moments under a mixed load, starts it again, and compares it with
 * all that it had acknowledged. Keeps the folder when something is broken.
 */
export async function runCrashes({ kills, seed, onRound }: CrashOptions): Promise<CrashReport> {
  const dir = await mkdtemp(path.join(tmpdir(), 'localcloud-crash-'))
  const port = await freePort()
  const random = randomFrom(seed)
  const ledger = newLedger()
  const broken: string[] = []
  let cloud = await startCrashCloud(dir, port)
  const token = await signIn(cloud.origin)
  for (let kill = 1; kill <= kills; kill += 1) {
    let isOver = false
    const load: Load = { origin: cloud.origin, token, ledger, random, isOver: () => isOver }
    const jobs = Array.from({ length: workers }, () =>
      work(load).catch((error: unknown) => {
        if (!(error instanceof UnexpectedAnswer)) throw error
        broken.push(error.message)
      }),
    )
    // Mostly in the thick of it; now and then while the first requests are under way.
    if (random() < 0.8) await untilAcknowledged(ledger)
    await sleep(random() * 600)
    isOver = true
    await cloud.kill()
    await Promise.all(jobs)
    cloud = await startCrashCloud(dir, port)
    const found = await check({ ...load, origin: cloud.origin }, dir)
    broken.push(...found)
    onRound?.(kill, ledger, found)
  }
  await cloud.kill()
  if (broken.length === 0) await rm(dir, { recursive: true, force: true })
  else broken.push(`The folder is kept: ${dir}`)
  return { kills, acknowledged: ledger.acknowledged, broken }
}

/** Waits until one more request was answered, five seconds at most. */
async function untilAcknowledged(ledger: Ledger): Promise<void> {
  const before = ledger.acknowledged
  for (let waits = 0; waits < 500 && ledger.acknowledged === before; waits += 1) await sleep(10)
}

async function signIn(origin: string): Promise<string> {
  const admin = { name: 'admin', domain: { id: 'default' } }
  const answer = await fetch(`${origin}/identity/v3/auth/tokens?nocatalog`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: { ...admin, password: 'admin' } } },
        scope: { project: admin },
      },
    }),
  })
  const token = answer.headers.get('X-Subject-Token')
  if (!token) throw new Error(`sign-in: ${answer.status}`)
  return token
}

/** A small generator (mulberry32): good enough for choices, and repeatable. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

import { createHash, randomFillSync } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type Access, access, createRecord, readRecord } from '@/e2e/bench/cloud'
import {
  type Dashboard,
  type OwnCloud,
  ownFolder,
  startCloud,
  startDashboard,
  until,
} from '@/e2e/bench/processes'
import { type LeanClient, leanClient } from '@/e2e/bench/tus-client'
import { target } from '@/e2e/target'
import type { UploadStatus } from '@/lib/schemas/upload'
import { isSettled } from '@/lib/upload/protocol'

const MiB = 1024 * 1024

/** A cloud and a dashboard that a spec may kill, with a file to send. */
export type Rig = {
  cloud: OwnCloud
  dashboard: Dashboard
  me: Access
  folder: string
  spool: string
  /** A client of the present token. */
  client: LeanClient
  /** A file of random bytes. */
  file(sizeMiB: number): { path: string; size: number; sha512: string }
  /** Signs in again and makes `client` use the new token. */
  signIn(): Promise<void>
  record(name: string): Promise<string>
  /** Waits until the upload ended well, and compares digests and size with Glance's. */
  expectArrived(id: string, file: { size: number; sha512: string }): Promise<UploadStatus>
}

/** Only the real cloud has a Glance that can be killed. */
export function onRealCloudOnly(): void {
  test.skip(target.name !== 'real', 'kills a real Glance')
}

/**
 * Starts a rig; `close` ends everything it started.
 *
 * @param options.cloud Options of up.sh.
 * @param options.env Variables of the dashboard.
 */
export async function openRig(options: {
  cloud?: string[]
  env?: Record<string, string>
  spool?: string
}): Promise<Rig & { close: () => Promise<void> }> {
  const folder = ownFolder('faults')
  const spool = options.spool ?? path.join(folder.path, 'spool')
  const cloud = startCloud(path.join(folder.path, 'cloud'), options.cloud)
  const dashboard = await startDashboard(cloud.keystoneUrl, {
    UPLOAD_SPOOL_DIR: spool,
    ...options.env,
  })
  const me = await access(cloud)
  const rig: Rig = {
    cloud,
    dashboard,
    me,
    folder: folder.path,
    spool,
    client: leanClient(dashboard.url, me),
    file: (size) => randomFile(path.join(folder.path, `${size}.raw`), size),
    async signIn() {
      rig.me = await access(cloud)
      rig.client.close()
      rig.client = leanClient(dashboard.url, rig.me)
    },
    record: (name) => createRecord(rig.me, name),
    expectArrived: (id, file) => expectArrived(rig, id, file),
  }
  const close = async () => {
    rig.client.close()
    await dashboard.kill('SIGKILL')
    cloud.down()
    folder.remove()
  }
  return Object.assign(rig, { close })
}

/** See `Rig.expectArrived`. */
export async function expectArrived(rig: Rig, id: string, file: { size: number; sha512: string }) {
  const status = await until('the upload ended', 120, async () => {
    // A dashboard that is being started again does not answer for a moment.
    const now = await rig.client.status(id).catch(() => undefined)
    return now && isSettled(now.state) && now
  })
  expect(status).toMatchObject({ state: 'active', proof: 'server', sha512: file.sha512 })
  const image = await readRecord(rig.me, status.imageId)
  expect(image).toMatchObject({ status: 'active', size: file.size, os_hash_value: file.sha512 })
  return status
}

/**
 * Sends until the end, resuming whenever something breaks, and counts what was sent.
 *
 * @returns bytes sent beyond the size of the file.
 */
export async function sendPersistently(
  rig: Rig,
  id: string,
  file: { path: string; size: number },
  options: {
    chunkBytes?: number
    until?: number
    onChunk?: (offset: number) => void | Promise<void>
  } = {},
): Promise<number> {
  let acknowledged = 0
  let again = 0
  const goal = Math.min(file.size, options.until ?? file.size)
  await until('every byte was sent', 120, async () => {
    try {
      const offset = await rig.client.offset(id)
      again += Math.max(0, acknowledged - offset)
      acknowledged = await rig.client.send(id, file.path, {
        chunkBytes: 8 * MiB,
        ...options,
        onChunk: (reached) => {
          acknowledged = reached
          return options.onChunk?.(reached)
        },
      })
    } catch {
      return false
    }
    return acknowledged >= goal
  })
  return again
}

function randomFile(file: string, sizeMiB: number) {
  rmSync(file, { force: true })
  const block = Buffer.alloc(MiB)
  const hash = createHash('sha512')
  const opened = openSync(file, 'w')
  for (let written = 0; written < sizeMiB; written++) {
    randomFillSync(block)
    hash.update(block)
    writeSync(opened, block)
  }
  closeSync(opened)
  return { path: file, size: sizeMiB * MiB, sha512: hash.digest('hex') }
}

/** What is kept of an upload beside its bytes, as text. */
export function spooledRecord(rig: Rig, id: string): string {
  return readFileSync(path.join(rig.spool, `${id}.json`), 'utf8')
}

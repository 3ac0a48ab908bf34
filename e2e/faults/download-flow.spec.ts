import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { expect, test } from '@playwright/test'
import { type Dashboard, residentBytes, startDashboard, until, wait } from '@/e2e/bench/processes'
import { CloudSession } from '@/e2e/cloud-session'
import { people } from '@/e2e/fixtures'
import { target } from '@/e2e/target'

const MiB = 1024 * 1024
const size = 192 * MiB

let dashboard: Dashboard
let cloud: CloudSession
let address: string

test.beforeAll(async () => {
  dashboard = await startDashboard(target.keystoneUrl)
  cloud = await CloudSession.open(people.alice)
  const block = randomBytes(MiB)
  const id = await cloud.createActiveImage(
    { name: 'a large download' },
    Buffer.concat(Array.from({ length: size / MiB }, () => block)),
  )
  address = `${dashboard.url}/api/p/${cloud.projectId}/images/${id}/file`
})

test.afterAll(async () => {
  await dashboard?.kill()
  await cloud?.removeAll()
})

function open(): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-auth-token': cloud.token }
    httpRequest(address, { headers, agent: false }, resolve).on('error', reject).end()
  })
}

/** Connections of a process to a port that hold bytes which it has not read yet. */
function waitingBytes(pid: number, port: number): number {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
      } catch {
        return undefined
      }
    }),
  )
  const remote = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((part) => part[2]?.endsWith(remote) && own.has(part[9]))
    .filter((part) => Number.parseInt(part[4]?.split(':')[1] ?? '0', 16) > 0).length
}

test('a reader that rests makes Glance rest: nothing is kept in memory', async () => {
  const port = Number(new URL(cloud.glanceUrl).port)
  // Once through, so that memory which is only fetched once does not count.
  for await (const _ of await open());
  const idle = residentBytes(dashboard.pid())
  const answer = await open()
  expect(answer.headers['content-length']).toBe(String(size))
  await until('Glance waits', 20, async () => waitingBytes(dashboard.pid(), port) > 0)
  await wait(1500)
  expect(residentBytes(dashboard.pid()) - idle).toBeLessThan(32 * MiB)
  let length = 0
  for await (const part of answer) length += part.length
  expect(length).toBe(size)
  expect(residentBytes(dashboard.pid()) - idle).toBeLessThan(64 * MiB)
})

test('a reader that leaves ends the download from Glance', async () => {
  const port = Number(new URL(cloud.glanceUrl).port)
  const answer = await open()
  await until('Glance waits', 20, async () => waitingBytes(dashboard.pid(), port) > 0)
  answer.on('error', () => undefined)
  answer.destroy()
  await until('Glance is let go', 5, async () => waitingBytes(dashboard.pid(), port) === 0)
})

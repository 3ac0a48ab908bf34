import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cloud } from '@/lib/openstack/cloud'
import { countPendingOffers, forgetPendingOffers } from './offers'

// Stands for Glance: how long it takes and what it answers is the test's to say.
let server: Server
let asked = 0
let answer: { status: number; afterMs: number; foreign: number }
let people = 0
let cloud: Cloud

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1
    const images = Array.from({ length: answer.foreign }, (_, index) => row(`i${index}`, 'p-other'))
    setTimeout(() => {
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ images: [row('own', cloud.projectId), ...images] }))
    }, answer.afterMs)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  asked = 0
  answer = { status: 200, afterMs: 0, foreign: 1 }
  people += 1
  cloud = member(`t${people}`, `p${people}`)
})

function member(token: string, projectId: string): Cloud {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    token,
    tokenExpiresAt: '2100-01-01T00:00:00Z',
    imageUrl: url,
    identityUrl: url,
    projectId,
    userId: 'u',
    roles: ['member'],
    requestId: 'req-00000000-0000-4000-8000-000000000000',
  }
}

const row = (id: string, owner: string) => ({
  id,
  name: id,
  status: 'active',
  owner,
  visibility: 'shared',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})

test('own images are not counted, and hidden ones are asked for apart', async () => {
  expect(await countPendingOffers(cloud)).toEqual({ pending: 2, scanned: 4 })
  expect(asked).toBe(2)
})

test('a dear count serves the whole project until somebody answers an offer', async () => {
  answer.afterMs = 100
  const colleague = member('another token', cloud.projectId)
  await Promise.all([countPendingOffers(cloud), countPendingOffers(colleague)])
  await countPendingOffers(colleague)
  expect(asked).toBe(2)
  forgetPendingOffers(colleague)
  answer.foreign = 0
  expect(await countPendingOffers(cloud)).toMatchObject({ pending: 0 })
  expect(asked).toBe(4)
})

test('another project has a count of its own', async () => {
  answer.afterMs = 100
  await countPendingOffers(cloud)
  await countPendingOffers(member(cloud.token, 'elsewhere'))
  expect(asked).toBe(4)
})

test('a count is good for fifty times as long as it took', async () => {
  answer.afterMs = 5
  const start = performance.now()
  await countPendingOffers(cloud)
  const took = performance.now() - start
  await new Promise((resolve) => setTimeout(resolve, took * 51 + 20))
  await countPendingOffers(cloud)
  expect(asked).toBe(4)
})

test('one who leaves does not end the count of the others', async () => {
  answer.afterMs = 100
  const control = new AbortController()
  const counted = countPendingOffers({ ...cloud, signal: control.signal })
  control.abort()
  expect(await counted).toMatchObject({ pending: 2 })
})

test('a failure is told and not kept; administrators have nothing to count by', async () => {
  answer.status = 500
  await expect(countPendingOffers(cloud)).rejects.toMatchObject({ code: 'upstream_down' })
  answer.status = 200
  expect(await countPendingOffers(cloud)).toMatchObject({ pending: 2 })
  const before = asked
  expect(await countPendingOffers({ ...cloud, roles: ['admin'] })).toMatchObject({ pending: 0 })
  expect(asked).toBe(before)
})

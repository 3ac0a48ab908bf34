import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createServerImage, listServers, listServersOf } from '@/lib/nova/servers'
import type { Cloud } from '@/lib/openstack/cloud'
import { listVolumes, uploadVolume } from './volumes'

// Answers as the API references of Cinder (v3) and Nova (2.1) describe them, over real HTTP. No
// Cinder or Nova takes part.
type Asked = { call: string; headers: IncomingMessage['headers']; body: unknown }
type Reply = { status: number; headers?: Record<string, string>; body?: unknown }

const asked: Asked[] = []
let reply: Reply = { status: 200 }
let server: Server
let cloud: Cloud

beforeAll(async () => {
  vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:5000/v3')
  vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:3000')
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('LOG_LEVEL', 'silent')
  server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const call = `${request.method} ${request.url}`
    asked.push({ call, headers: request.headers, body: text ? JSON.parse(text) : undefined })
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  cloud = {
    token: 'secret',
    tokenExpiresAt: '',
    imageUrl: origin,
    volumeUrl: `${origin}/v3/p1`,
    computeUrl: `${origin}/v2.1`,
    identityUrl: origin,
    projectId: 'p1',
    userId: 'u1',
    roles: [],
    requestId: 'req-1',
  }
})
beforeEach(() => {
  asked.length = 0
})
afterAll(() => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
})

describe('Cinder', () => {
  const image = { image_name: 'from a volume', disk_format: 'qcow2', container_format: 'bare' }
  const accepted = {
    status: 202,
    body: { 'os-volume_upload_image': { image_id: 'i1', status: 'uploading', size: 2 } },
  }

  it('lists volumes', async () => {
    const volume = { id: 'v1', name: null, status: 'available', size: 2, attachments: [] }
    reply = { status: 200, body: { volumes: [volume] } }
    expect(await listVolumes(cloud)).toEqual([
      { id: 'v1', name: null, status: 'available', size: 2 },
    ])
    expect(asked[0]?.call).toBe('GET /v3/p1/volumes/detail?limit=1000&sort=created_at%3Adesc')
    expect(asked[0]?.headers['x-auth-token']).toBe('secret')
  })

  it('writes a volume into an image, with a newer version only where that is needed', async () => {
    reply = accepted
    expect(await uploadVolume(cloud, 'v/1', { ...image, force: true })).toEqual({ image_id: 'i1' })
    expect(asked[0]).toMatchObject({
      call: 'POST /v3/p1/volumes/v%2F1/action',
      body: { 'os-volume_upload_image': { ...image, force: true } },
    })
    expect(asked[0]?.headers).not.toHaveProperty('openstack-api-version')
    await uploadVolume(cloud, 'v1', { ...image, visibility: 'private' })
    expect(asked[1]?.headers['openstack-api-version']).toBe('volume 3.1')
  })

  it('says why it does not', async () => {
    const message = 'Invalid volume: Volume v1 status must be available or in-use'
    reply = { status: 400, body: { badRequest: { code: 400, message } } }
    await expect(uploadVolume(cloud, 'v1', image)).rejects.toMatchObject({
      code: 'invalid',
      detail: message,
    })
  })

  it('is not asked where the catalogue has none', async () => {
    const { volumeUrl: _, ...without } = cloud
    await expect(listVolumes(without)).rejects.toMatchObject({ code: 'not_found' })
    expect(asked).toEqual([])
  })
})

describe('Nova', () => {
  it('lists servers', async () => {
    reply = { status: 200, body: { servers: [{ id: 's1', name: 'web', status: 'ACTIVE' }] } }
    expect(await listServers(cloud)).toEqual([{ id: 's1', name: 'web', status: 'ACTIVE' }])
    expect(asked[0]?.call).toBe('GET /v2.1/servers/detail?limit=1000')
  })

  it('lists the servers of an image, of all projects for administrators', async () => {
    reply = { status: 200, body: { servers: [{ id: 's1', name: 'web', status: 'ACTIVE' }] } }
    const found = await listServersOf({ ...cloud, roles: ['member'] }, 'i1')
    expect(found).toEqual([{ id: 's1', name: 'web', status: 'ACTIVE' }])
    expect(asked[0]?.call).toBe('GET /v2.1/servers/detail?image=i1&limit=1000')
    await listServersOf({ ...cloud, roles: ['admin'] }, 'i1')
    expect(asked[1]?.call).toBe('GET /v2.1/servers/detail?image=i1&limit=1000&all_tenants=1')
    const { computeUrl: _, ...without } = cloud
    expect(await listServersOf(without, 'i1')).toBeNull()
    expect(asked).toHaveLength(2)
  })

  it('makes an image of a server and finds its id in Location', async () => {
    reply = { status: 202, headers: { location: 'http://glance.example/v2/images/i-2' } }
    expect(await createServerImage(cloud, 's1', { name: 'snap' })).toEqual({ image_id: 'i-2' })
    expect(asked[0]).toMatchObject({
      call: 'POST /v2.1/servers/s1/action',
      body: { createImage: { name: 'snap' } },
    })
  })

  it('says why it does not', async () => {
    const message = "Cannot 'createImage' instance s1 while it is in vm_state building"
    reply = { status: 409, body: { conflictingRequest: { code: 409, message } } }
    await expect(createServerImage(cloud, 's1', { name: 'snap' })).rejects.toMatchObject({
      code: 'conflict',
      detail: message,
    })
    reply = { status: 202 }
    await expect(createServerImage(cloud, 's1', { name: 'snap' })).rejects.toMatchObject({
      code: 'upstream_odd',
    })
  })
})

import { afterEach, expect, it, vi } from 'vitest'
import type { Cloud } from '@/lib/openstack/cloud'
import { openMemorySpool } from './memory-spool'
import type { UploadRecord } from './record'
import { adoptUploads, findUpload } from './registry'
import { knownUploads, state } from './state'

vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:1/v3')
vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:1')
vi.stubEnv('NEXTAUTH_SECRET', 'a secret of at least thirty-two characters')
vi.stubEnv('LOG_LEVEL', 'silent')

const cloud = {
  userId: 'user-1',
  projectId: 'project-1',
  imageUrl: 'http://127.0.0.1:1/image',
  token: 'token-1',
  tokenExpiresAt: new Date(Date.now() + 3600_000).toISOString(),
} as Cloud

function recordOf(id: string): UploadRecord {
  const { userId, projectId, imageUrl, tokenExpiresAt } = cloud
  const now = new Date().toISOString()
  return {
    ...{ version: 1, id, imageId: `image-${id}`, size: 1000, filename: 'disk.raw' },
    ...{ fileDate: null, fingerprint: null, clientSha512: null, sealedToken: null },
    ...{ userId, projectId, imageUrl, tokenExpiresAt, survivesBreak: true, sends: 0 },
    ...{ createdAt: now, touchedAt: now, end: null },
  }
}

afterEach(async () => {
  for (const upload of knownUploads()) await upload.abandon()
  Object.assign(globalThis, { __vitrineUploads: undefined })
})

it('makes one object of an upload, whoever asks for it while all are taken over', async () => {
  const store = openMemorySpool()
  for (const id of ['first', 'second']) await store.saveRecord(id, JSON.stringify(recordOf(id)))
  let goOn: () => void = () => undefined
  const pause = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const { loadRecord } = store
  store.loadRecord = async (id) => {
    if (id === 'first') await pause
    return loadRecord(id)
  }
  state().spool = Promise.resolve(store)

  const adopting = adoptUploads()
  // A request comes for the second while the first is still being read.
  const asked = await findUpload(cloud, 'second')
  goOn()
  await adopting
  expect(knownUploads().map(({ record }) => record.id)).toEqual(['second', 'first'])
  expect(await findUpload(cloud, 'second')).toBe(asked)
})

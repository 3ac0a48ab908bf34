import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAs } from '@/e2e/open-as'
import { patchOperations } from '@/lib/image-changes'
import type { Cloud } from '@/lib/openstack/cloud'
import { customProperties } from '@/lib/schemas/image'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'
import {
  createImage,
  deleteImage,
  getImage,
  listImages,
  patchImage,
  setImageActive,
} from './images'
import { getImageFormats, listStores } from './info'
import { addMember, listMembers, removeMember, setMemberStatus } from './members'
import { countPendingOffers } from './offers'
import { scanImages } from './scan'
import { addTag, removeTag } from './tags'

const mark = `clients-${Date.now()}`
const made: string[] = []
let alice: Cloud
let bob: Cloud

async function make(image: Parameters<typeof createImage>[1]) {
  const created = await createImage(alice, {
    disk_format: 'raw',
    container_format: 'bare',
    ...image,
  })
  made.push(created.id)
  return created
}

beforeAll(async () => {
  alice = await openAs('alice', 'demo')
  bob = await openAs('bob', 'partner')
})

afterAll(async () => {
  for (const id of made) await deleteImage(alice, id).catch(() => undefined)
})

describe('images', () => {
  it('are created, shown, listed and deleted', async () => {
    const image = await make({ name: `${mark} a`, tags: ['t1'], os_distro: 'debian' })
    expect(image).toMatchObject({
      status: 'queued',
      size: null,
      visibility: 'shared',
      owner: alice.projectId,
    })
    expect(customProperties(await getImage(alice, image.id))).toContainEqual([
      'os_distro',
      'debian',
    ])
    const query = upstreamQuery(loadImageListParams(`?name=${encodeURIComponent(`${mark} a`)}`))
    const page = await listImages(alice, query, { limit: 10 })
    expect(page.images.map(({ id }) => id)).toEqual([image.id])
    expect(page.images[0]).not.toHaveProperty('os_distro')
    await deleteImage(alice, image.id)
    await expect(getImage(alice, image.id)).rejects.toMatchObject({
      code: 'not_found',
      requestId: expect.stringMatching(/^req-/),
    })
  })

  it('are paged by marker, with repeated tags kept on every page', async () => {
    for (const n of [1, 2, 3]) await make({ name: `${mark} p${n}`, tags: [mark, 'both'] })
    await make({ name: `${mark} p4`, tags: [mark] })
    const query = upstreamQuery(loadImageListParams(`?tag=${mark},both&sort=name`))
    const first = await listImages(alice, query, { limit: 2 })
    const second = await listImages(alice, query, { limit: 2, marker: first.nextMarker ?? '' })
    expect([...first.images, ...second.images].map(({ name }) => name)).toEqual([
      `${mark} p1`,
      `${mark} p2`,
      `${mark} p3`,
    ])
    expect(second.nextMarker).toBeNull()
  })

  it('are found by a part of the name', async () => {
    const image = await make({ name: `x${mark.toUpperCase()}y` })
    const found: string[] = []
    let isDone = false
    for await (const event of scanImages(alice, upstreamQuery(loadImageListParams('')), mark)) {
      if (event.kind !== 'page') throw new Error(event.problem.code)
      found.push(...event.images.map(({ id }) => id))
      isDone = event.done
    }
    expect(found).toContain(image.id)
    expect(isDone).toBe(true)
  })

  it('take changed fields, all or none', async () => {
    const image = await make({ name: `${mark} edit` })
    const changed = await patchImage(
      alice,
      image.id,
      patchOperations([
        { key: 'name', value: `${mark} edited` },
        { key: 'min_disk', value: 3 },
        { key: 'a/b~c', value: 'odd key' },
        { key: 'constructor', value: 'plain text' },
        { key: 'os_hidden', value: true },
      ]),
    )
    expect(changed).toMatchObject({
      name: `${mark} edited`,
      min_disk: 3,
      'a/b~c': 'odd key',
      os_hidden: true,
    })
    expect(Object.entries(changed)).toContainEqual(['constructor', 'plain text'])
    await expect(
      patchImage(
        alice,
        image.id,
        patchOperations([
          { key: 'name', value: 'lost' },
          { key: 'missing', value: null },
        ]),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect((await getImage(alice, image.id)).name).toBe(`${mark} edited`)
  })

  it('say why they cannot be deleted or deactivated', async () => {
    const image = await make({ name: `${mark} kept`, protected: true })
    await expect(deleteImage(alice, image.id)).rejects.toMatchObject({
      code: 'forbidden',
      detail: expect.stringMatching(/protected/),
    })
    await patchImage(alice, image.id, patchOperations([{ key: 'protected', value: false }]))
    await expect(setImageActive(alice, image.id, 'deactivate')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('members', () => {
  it('are offered, counted, accepted and removed', async () => {
    const image = await make({ name: `${mark} shared`, visibility: 'shared' })
    expect(await addMember(alice, image.id, bob.projectId)).toMatchObject({
      status: 'pending',
      member_id: bob.projectId,
    })
    await expect(addMember(alice, image.id, bob.projectId)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await countPendingOffers(bob)).pending).toBeGreaterThan(0)
    await expect(setMemberStatus(alice, image.id, bob.projectId, 'accepted')).rejects.toMatchObject(
      { code: 'forbidden' },
    )
    expect(await setMemberStatus(bob, image.id, bob.projectId, 'accepted')).toMatchObject({
      status: 'accepted',
    })
    expect((await listMembers(alice, image.id)).map(({ status }) => status)).toEqual(['accepted'])
    await removeMember(alice, image.id, bob.projectId)
    await expect(getImage(bob, image.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('belong to shared images only', async () => {
    const image = await make({ name: `${mark} private`, visibility: 'private' })
    await expect(listMembers(alice, image.id)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('tags and information', () => {
  it('tags are added and removed one by one', async () => {
    const image = await make({ name: `${mark} tags` })
    await addTag(alice, image.id, 'with space')
    expect((await getImage(alice, image.id)).tags).toEqual(['with space'])
    await removeTag(alice, image.id, 'with space')
    await expect(removeTag(alice, image.id, 'with space')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('the cloud names its formats and stores', async () => {
    expect((await getImageFormats(alice)).disk_format).toEqual(
      expect.arrayContaining(['raw', 'qcow2', 'iso']),
    )
    expect((await listStores(alice)).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['fast', 'cold']),
    )
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createImage, deleteImage } from '@/lib/glance/images'
import { addMember, listMembers } from '@/lib/glance/members'
import type { Cloud } from '@/lib/openstack/cloud'
import { imageSchema } from '@/lib/schemas/image'
import { replaceImage } from './replace-image'

vi.mock('@/lib/glance/images', () => ({ createImage: vi.fn(), deleteImage: vi.fn() }))
vi.mock('@/lib/glance/members', () => ({ addMember: vi.fn(), listMembers: vi.fn() }))

const cloud = { projectId: 'demo' } as Cloud
const stuck = imageSchema.parse({
  id: 'old',
  name: 'Stuck',
  status: 'saving',
  visibility: 'shared',
  os_hidden: true,
  owner: 'demo',
  disk_format: 'qcow2',
  container_format: 'bare',
  min_disk: 5,
  min_ram: 512,
  tags: ['a', 'b'],
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  os_distro: 'debian',
  direct_url: 'file:///secret',
  os_glance_import_task: 'x',
})
const made = { ...stuck, id: 'new', status: 'queued' }

describe('replaceImage', () => {
  afterEach(() => vi.resetAllMocks())

  it('makes a record like the old one, shares it alike, and deletes the old one last', async () => {
    const done: string[] = []
    vi.mocked(createImage).mockImplementation(async () => {
      done.push('create')
      return made
    })
    vi.mocked(listMembers).mockResolvedValue([
      { member_id: 'partner', status: 'accepted' },
      { member_id: 'other', status: 'rejected' },
    ] as never)
    vi.mocked(addMember).mockImplementation(async (_, id, member) => {
      done.push(`add ${member} to ${id}`)
      return {} as never
    })
    vi.mocked(deleteImage).mockImplementation(async (_, id) => {
      done.push(`delete ${id}`)
    })
    expect(await replaceImage(cloud, stuck)).toBe(made)
    expect(done).toEqual(['create', 'add partner to new', 'add other to new', 'delete old'])
    expect(vi.mocked(createImage).mock.calls[0]?.[1]).toEqual({
      name: 'Stuck',
      disk_format: 'qcow2',
      container_format: 'bare',
      visibility: 'shared',
      os_hidden: true,
      min_disk: 5,
      min_ram: 512,
      tags: ['a', 'b'],
      os_distro: 'debian',
    })
  })

  it('leaves the owner to the owner when an administrator uploads', async () => {
    vi.mocked(createImage).mockResolvedValue(made)
    vi.mocked(deleteImage).mockResolvedValue()
    await replaceImage(cloud, { ...stuck, owner: 'partner', visibility: 'private' })
    expect(vi.mocked(createImage).mock.calls[0]?.[1]).toMatchObject({ owner: 'partner' })
    expect(listMembers).not.toHaveBeenCalled()
  })

  it('goes on when a member or the deletion is refused', async () => {
    vi.mocked(createImage).mockResolvedValue(made)
    vi.mocked(listMembers).mockResolvedValue([{ member_id: 'partner' }] as never)
    vi.mocked(addMember).mockRejectedValue(new Error('forbidden'))
    vi.mocked(deleteImage).mockRejectedValue(new Error('gone'))
    expect(await replaceImage(cloud, stuck)).toBe(made)
  })

  it('does not touch a protected record', async () => {
    await expect(replaceImage(cloud, { ...stuck, protected: true })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(createImage).not.toHaveBeenCalled()
  })
})

import { describe, expect, it } from 'vitest'
import type { BulkAction, BulkImage } from './action'
import { planOf, type SkipReason, skippedByReason } from './plan'

const me = { projectId: 'mine', roles: ['member'] }
const admin = { projectId: 'admins', roles: ['admin'] }

const image = (over: Partial<BulkImage> = {}): BulkImage => ({
  id: 'i',
  name: 'n',
  status: 'active',
  visibility: 'private',
  protected: false,
  os_hidden: false,
  owner: 'mine',
  disk_format: 'raw',
  container_format: 'bare',
  tags: [],
  ...over,
})

const reasonOf = (action: BulkAction, over: Partial<BulkImage>, actor = me) =>
  planOf(action, [image(over)], actor).skipped[0]?.reason

describe('what a plan leaves out', () => {
  const cases: Array<[BulkAction, Partial<BulkImage>, SkipReason | undefined]> = [
    [{ kind: 'addTags', tags: ['a', 'b'] }, { tags: ['b', 'a', 'c'] }, 'already'],
    [{ kind: 'addTags', tags: ['a', 'b'] }, { tags: ['a'] }, undefined],
    [{ kind: 'removeTags', tags: ['a', 'b'] }, { tags: ['c'] }, 'already'],
    [{ kind: 'removeTags', tags: ['a', 'b'] }, { tags: ['b'] }, undefined],
    [{ kind: 'setProperty', name: 'os_distro', value: 'debian' }, {}, undefined],
    [{ kind: 'removeProperty', name: 'os_distro' }, {}, undefined],
    [{ kind: 'visibility', visibility: 'private' }, {}, 'already'],
    // Only some roles may make an image public: that is Glance's to say.
    [{ kind: 'visibility', visibility: 'public' }, {}, undefined],
    [{ kind: 'protect' }, { protected: true }, 'already'],
    [{ kind: 'unprotect' }, { protected: true }, undefined],
    [{ kind: 'hide' }, { os_hidden: true }, 'already'],
    [{ kind: 'show' }, {}, 'already'],
    [{ kind: 'deactivate' }, { status: 'queued' }, 'notActive'],
    [{ kind: 'deactivate' }, { status: 'deactivated' }, 'already'],
    [{ kind: 'reactivate' }, { status: 'queued' }, 'notDeactivated'],
    [{ kind: 'reactivate' }, { status: 'active' }, 'already'],
    [{ kind: 'share', projects: ['p'] }, {}, 'notShared'],
    [{ kind: 'share', projects: ['p'] }, { visibility: 'shared' }, undefined],
    [{ kind: 'copy', stores: ['b'] }, { status: 'queued' }, 'notActiveForCopy'],
    [{ kind: 'copy', stores: ['a', 'b'] }, { stores: 'b,a' }, 'already'],
    [{ kind: 'copy', stores: ['a', 'b'] }, { stores: 'a' }, undefined],
    [{ kind: 'delete', unprotect: false }, { protected: true }, 'protected'],
    [{ kind: 'delete', unprotect: true }, { protected: true }, undefined],
  ]
  it.each(cases)('%j on %j: %s', (action, over, reason) => {
    expect(reasonOf(action, over)).toBe(reason)
  })

  it('leaves images of others alone, except for administrators', () => {
    for (const kind of ['hide', 'protect', 'deactivate'] as const) {
      expect(reasonOf({ kind }, { owner: 'theirs' })).toBe('foreign')
      expect(reasonOf({ kind }, { owner: 'theirs' }, admin)).toBeUndefined()
    }
    expect(reasonOf({ kind: 'delete', unprotect: true }, { owner: 'theirs' })).toBe('foreign')
    // Who may copy is the policy's to say, not the owner's.
    expect(reasonOf({ kind: 'copy', stores: ['b'] }, { owner: 'theirs' })).toBeUndefined()
  })

  it('puts every image on exactly one side and keeps the order', () => {
    const images = [
      image({ id: '1' }),
      image({ id: '2', protected: true }),
      image({ id: '3', owner: 'theirs' }),
      image({ id: '4' }),
    ]
    const plan = planOf({ kind: 'delete', unprotect: false }, images, me)
    expect(plan.todo.map(({ id }) => id)).toEqual(['1', '4'])
    expect(plan.skipped.map(({ image: { id }, reason }) => [id, reason])).toEqual([
      ['2', 'protected'],
      ['3', 'foreign'],
    ])
  })

  it('counts reasons, the most frequent first', () => {
    const skipped = (['already', 'foreign', 'already'] as const).map((reason) => ({
      image: image(),
      reason,
    }))
    expect(skippedByReason(skipped)).toEqual([
      ['already', 2],
      ['foreign', 1],
    ])
  })
})

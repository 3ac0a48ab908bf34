import { describe, expect, it } from 'vitest'
import {
  type Actor,
  type ImageAction,
  imageActions,
  likelyAction,
  offeredActions,
  type Refusal,
  type RuledImage,
  refusalOf,
  refusalSources,
} from './image-rules'

const member: Actor = { projectId: 'demo', roles: ['member', 'reader'] }
const admin: Actor = { projectId: 'admin', roles: ['admin', 'member', 'reader'] }
const reader: Actor = { projectId: 'demo', roles: ['reader'] }

const image = (changes: Partial<RuledImage> = {}): RuledImage => ({
  status: 'active',
  visibility: 'shared',
  protected: false,
  os_hidden: false,
  owner: 'demo',
  disk_format: 'qcow2',
  container_format: 'bare',
  ...changes,
})

type Row = [ImageAction, Partial<RuledImage>, Actor, Refusal | undefined]

describe('refusalOf', () => {
  it.each<Row>([
    ['edit', {}, member, undefined],
    ['edit', { status: 'queued' }, member, undefined],
    ['edit', { status: 'saving' }, member, undefined],
    ['edit', { protected: true }, member, undefined],
    ['edit', { owner: 'other' }, member, 'foreign'],
    ['edit', { owner: null }, member, 'foreign'],
    ['edit', { owner: 'other' }, admin, undefined],
    ['delete', {}, member, undefined],
    ['delete', { status: 'saving' }, member, undefined],
    ['delete', { protected: true }, member, 'protected'],
    ['delete', { protected: true }, admin, 'protected'],
    ['delete', { protected: true, owner: 'other' }, member, 'foreign'],
    ['deactivate', {}, member, undefined],
    ['deactivate', { status: 'queued' }, member, 'notActive'],
    ['deactivate', { status: 'importing' }, admin, 'notActive'],
    ['deactivate', { protected: true }, member, undefined],
    ['reactivate', { status: 'deactivated' }, member, undefined],
    ['reactivate', { status: 'queued' }, member, 'notDeactivated'],
    ['download', {}, member, undefined],
    ['download', { owner: 'other' }, member, undefined],
    ['download', { status: 'queued' }, member, 'noData'],
    ['download', { status: 'saving' }, admin, 'noData'],
    ['download', { status: 'deactivated' }, member, 'deactivated'],
    ['download', { status: 'deactivated' }, admin, undefined],
    ['setFormats', {}, member, 'formatsFixed'],
    ['setFormats', { status: 'saving' }, member, 'formatsFixed'],
    ['setFormats', { status: 'queued' }, member, undefined],
    ['setFormats', { status: 'importing' }, member, undefined],
    ['upload', {}, member, 'notQueued'],
    ['upload', { status: 'queued' }, member, undefined],
    ['upload', { status: 'queued', disk_format: null }, member, 'formatsMissing'],
    ['upload', { status: 'queued', owner: 'other' }, member, 'foreign'],
    ['share', {}, member, undefined],
    ['share', { visibility: 'private' }, member, 'notShared'],
    ['share', { visibility: 'community' }, admin, 'notShared'],
    ['share', { owner: 'other' }, member, 'foreign'],
    ['answerOffer', {}, member, 'own'],
    ['answerOffer', { owner: 'other' }, member, undefined],
    ['answerOffer', { owner: 'other', visibility: 'public' }, member, 'notShared'],
  ])('%s of %o', (action, changes, actor, expected) => {
    expect(refusalOf(action, image(changes), actor)).toBe(expected)
  })

  it('guesses nothing from a role: a reader is offered what the owner is', () => {
    for (const action of imageActions) {
      expect(refusalOf(action, image(), reader)).toBe(refusalOf(action, image(), member))
    }
  })
})

describe('refusalSources', () => {
  it('links every reason to the same release of Glance', () => {
    for (const source of Object.values(refusalSources)) {
      expect(source).toMatch(
        /^https:\/\/opendev\.org\/openstack\/glance\/src\/tag\/25\.1\.0\/\S+\.py$/,
      )
    }
  })
})

describe('offeredActions', () => {
  it('shows the half of a pair that changes something', () => {
    const plain = offeredActions(image())
    expect(plain).toContain('protect')
    expect(plain).not.toContain('unprotect')
    const turned = offeredActions(
      image({ protected: true, os_hidden: true, status: 'deactivated' }),
    )
    expect(turned).toEqual([
      'edit',
      'share',
      'download',
      'reactivate',
      'unprotect',
      'show',
      'delete',
    ])
  })
})

describe('likelyAction', () => {
  it.each<[Partial<RuledImage>, ImageAction]>([
    [{}, 'edit'],
    [{ status: 'deactivated' }, 'reactivate'],
    [{ owner: 'other' }, 'download'],
    [{ owner: 'other', status: 'deactivated' }, 'download'],
  ])('of %o is %s', (changes, expected) => {
    expect(likelyAction(image(changes), member)).toBe(expected)
  })
})

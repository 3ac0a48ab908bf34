import { describe, expect, it } from 'vitest'
import { callsOf } from '@/e2e/recorded-calls'
import { snippetsFor } from '@/lib/commands/snippets'
import type { BulkAction, BulkImage } from './action'
import { commandOf } from './command'

const image = (id: string, members: string[] = []): BulkImage => ({
  id,
  name: id,
  tags: [],
  owner: 'p',
  status: 'active',
  visibility: 'shared',
  protected: false,
  os_hidden: false,
  container_format: 'bare',
  disk_format: 'raw',
  members,
})

const run = (action: BulkAction, images: BulkImage[], tool: string) => {
  const all = snippetsFor(commandOf(action, images), { imageUrl: 'http://glance' })
  return callsOf(all.find((snippet) => snippet.tool === tool)?.text ?? '')
}

describe('the command of a run', () => {
  it('withdraws from each image the offers that it has', () => {
    const images = [image('a', ['p1', 'p2']), image('b', ['p3'])]
    expect(run({ kind: 'withdraw' }, images, 'openstack')).toEqual([
      ['image', 'remove', 'project', 'a', 'p1'],
      ['image', 'remove', 'project', 'a', 'p2'],
      ['image', 'remove', 'project', 'b', 'p3'],
    ])
    expect(run({ kind: 'withdraw' }, images, 'curl').map((call) => call.at(-1))).toEqual([
      'http://glance/v2/images/a/members/p1',
      'http://glance/v2/images/a/members/p2',
      'http://glance/v2/images/b/members/p3',
    ])
  })

  it('deletes and copies every image of the plan', () => {
    const images = [image('a'), image('b')]
    expect(run({ kind: 'delete', unprotect: false }, images, 'openstack')).toEqual([
      ['image', 'delete', 'a', 'b'],
    ])
    expect(run({ kind: 'copy', stores: ["it's"] }, images, 'openstack')).toEqual([
      ['image', 'import', '--method', 'copy-image', '--store', "it's", 'a'],
      ['image', 'import', '--method', 'copy-image', '--store', "it's", 'b'],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { callsOf } from '@/e2e/recorded-calls'
import type { ImageCommand, Tool } from './command'
import { importCommandOf } from './import-command'
import * as commands from './service-calls'
import { snippetsFor } from './snippets'

const id = '6d2b5c1a-0f5e-4f2b-9a53-0b6a5d0f9c11'
const other = 'b3a0e6f4-5f0e-4b44-8d86-3c0a37f4e0aa'
const cloud = 'https://glance.example:9292'
const awkward = `-it's "$(id)" \`x\``

const snippet = (tool: Tool, command: ImageCommand) =>
  snippetsFor(command, { imageUrl: cloud }).find((each) => each.tool === tool)
const run = (tool: Tool, command: ImageCommand) => callsOf(snippet(tool, command)?.text ?? '')
const sent = (command: ImageCommand) =>
  run('curl', command).map((call) => {
    const at = call.indexOf('-X')
    return `${at < 0 ? 'GET' : call[at + 1]} ${call.at(-1)?.replace(cloud, '')}`
  })

describe('what administrators look at', () => {
  it('is read by the call that the dashboard makes', () => {
    expect(sent(commands.storeDetailsCommand())).toEqual(['GET /v2/info/stores/detail'])
    expect(sent(commands.usageCommand())).toEqual(['GET /v2/info/usage'])
    expect(sent(commands.cacheCommand())).toEqual(['GET /v2/cache'])
    expect(sent(commands.imageTasksCommand(id))).toEqual([`GET /v2/images/${id}/tasks`])
    expect(sent(commands.taskCommand(id))).toEqual([`GET /v2/tasks/${id}`])
    expect(sent(commands.tasksCommand('failure'))).toEqual([
      'GET /v2/tasks?sort_key=created_at&sort_dir=desc&status=failure',
    ])
  })

  it('has the words of the client where it has some, and says from when', () => {
    expect(snippet('openstack', commands.tasksCommand('failure'))).toMatchObject({
      text: 'openstack image task list --status failure',
      notes: ['newerClient'],
    })
    expect(snippet('openstack', commands.cacheCommand())?.text).toBe('openstack cached image list')
    // Nothing to choose rather than an empty command.
    expect(snippet('openstack', commands.usageCommand())).toBeUndefined()
    expect(snippet('openstack', commands.storeDetailsCommand())).toBeUndefined()
  })
})

describe('the cache', () => {
  it('is changed image by image', () => {
    const remove = commands.cacheChangeCommand('remove', [id, other])
    expect(sent(remove)).toEqual([`DELETE /v2/cache/${id}`, `DELETE /v2/cache/${other}`])
    expect(run('openstack', remove)).toEqual([
      ['cached', 'image', 'delete', id],
      ['cached', 'image', 'delete', other],
    ])
    expect(sent(commands.cacheChangeCommand('add', [id]))).toEqual([`PUT /v2/cache/${id}`])
    expect(snippet('python', remove)?.text).toContain('conn.image.delete("/cache/" + image_id)')
  })

  it('is cleared as a whole or its queue only', () => {
    const clear = commands.clearCacheCommand('queue')
    expect(run('curl', clear)[0]).toContain('x-image-cache-clear-target: queue')
    expect(snippet('openstack', clear)?.text).toBe('openstack cached image clear --queue')
    expect(snippet('python', clear)?.text).toContain(
      'conn.image.delete("/cache", headers={"x-image-cache-clear-target": "queue"})',
    )
  })

  it('takes any typed text for an id and for nothing else', () => {
    const add = commands.cacheChangeCommand('add', [awkward])
    expect(run('openstack', add)).toEqual([['cached', 'image', 'queue', '--', awkward]])
    expect(run('curl', add)[0]?.at(-1)).toBe(`${cloud}/v2/cache/${encodeURIComponent(awkward)}`)
  })
})

describe('stores', () => {
  it('loses the data of one store only', () => {
    const remove = commands.deleteFromStoreCommand('slow store', id)
    expect(sent(remove)).toEqual([`DELETE /v2/stores/slow%20store/${id}`])
    expect(run('openstack', remove)).toEqual([['image', 'delete', '--store', 'slow store', id]])
  })

  it('says how an import goes into them', () => {
    const request = {
      method: { name: 'copy-image' as const },
      stores: ['a', 'b'],
      all_stores_must_succeed: false,
    }
    const copy = { kind: 'import' as const, imageIds: [id], import: importCommandOf(request) }
    const [call = []] = run('curl', copy)
    expect(JSON.parse(call[call.indexOf('--data-binary') + 1] ?? '')).toEqual(request)
    const everywhere = { method: { name: 'copy-image' as const }, all_stores: true }
    expect(importCommandOf(everywhere)).toMatchObject({ stores: 'all', mustAllSucceed: undefined })
  })

  it('keeps the other region of a download', () => {
    const method = {
      name: 'glance-download' as const,
      glance_region: 'North',
      glance_image_id: other,
    }
    const fetched = {
      kind: 'import' as const,
      imageIds: [id],
      import: importCommandOf({ method }),
    }
    const [call = []] = run('curl', fetched)
    expect(JSON.parse(call[call.indexOf('--data-binary') + 1] ?? '')).toEqual({ method })
  })
})

describe('images of volumes and servers', () => {
  const volume = { volume: 'v/1', name: awkward, disk_format: 'qcow2', force: true }

  it('asks the service whose address the shell knows', () => {
    const script = `OS_VOLUME_URL=http://cinder/v3/p1\n${snippet('curl', commands.volumeImageCommand(volume))?.text}`
    const [call = []] = callsOf(script)
    expect(call.at(-1)).toBe('http://cinder/v3/p1/volumes/v%2F1/action')
    expect(JSON.parse(call[call.indexOf('--data-binary') + 1] ?? '')).toEqual({
      'os-volume_upload_image': {
        image_name: awkward,
        disk_format: 'qcow2',
        container_format: 'bare',
        force: true,
      },
    })
    expect(snippet('curl', commands.volumeImageCommand(volume))?.notes).toEqual(['serviceAddress'])
  })

  it('passes any name on as it is', () => {
    expect(run('openstack', commands.volumeImageCommand(volume))).toEqual([
      ['image', 'create', '--volume', 'v/1', '--disk-format', 'qcow2']
        .concat(['--container-format', 'bare', '--force'])
        .concat(['--', awkward]),
    ])
    expect(run('openstack', commands.serverImageCommand({ server: 's1', name: awkward }))).toEqual([
      ['server', 'image', 'create', `--name=${awkward}`, 's1'],
    ])
    expect(
      snippet('python', commands.serverImageCommand({ server: 's1', name: 'n' }))?.text,
    ).toContain('conn.compute.post("/servers/s1/action", json={"createImage": {"name": "n"}})')
  })
})

it('no command holds a token', () => {
  const all = [commands.cacheCommand(), commands.volumeImageCommand({ ...volumeOf('v') })]
  for (const command of all)
    expect(snippet('curl', command)?.text).toContain('-H "X-Auth-Token: $OS_TOKEN"')
})

function volumeOf(volume: string) {
  return { volume, name: 'n', disk_format: 'raw', force: false }
}

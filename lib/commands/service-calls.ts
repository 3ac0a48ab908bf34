import type { CacheTarget, TaskStatus } from '@/lib/schemas/operations'
import type { ServiceCall } from './command'
import { commandLine, positional, words } from './shell-lines'

// What the dashboard does beyond images themselves, as commands. The client's words as in 6.0, or,
// marked as newer, as in 7.0.
// Source: https://docs.openstack.org/python-openstackclient/latest/cli/command-list.html

/** The stores with types and contents, as administrators see them. */
export function storeDetailsCommand(): ServiceCall {
  return get('/v2/info/stores/detail')
}

/** What the project uses of its limits. */
export function usageCommand(): ServiceCall {
  return get('/v2/info/usage')
}

/** What Glance's cache holds. */
export function cacheCommand(): ServiceCall {
  return newer({ ...get('/v2/cache'), client: 'openstack cached image list' })
}

/** Images put into the cache's queue, or taken out of cache and queue. */
export function cacheChangeCommand(
  action: 'add' | 'remove',
  imageIds: readonly string[],
): ServiceCall {
  const verb = action === 'add' ? 'queue' : 'delete'
  return newer({
    kind: 'call',
    method: action === 'add' ? 'PUT' : 'DELETE',
    path: '/v2/cache/',
    imageIds,
    client: `openstack cached image ${verb}`,
  })
}

/** The whole cache, or its queue, emptied. */
export function clearCacheCommand(target: CacheTarget): ServiceCall {
  return newer({
    kind: 'call',
    method: 'DELETE',
    path: '/v2/cache',
    headers: { 'x-image-cache-clear-target': target },
    client: `openstack cached image clear --${target}`,
  })
}

/** Tasks of all projects, those in one state or all. */
export function tasksCommand(status: TaskStatus | null): ServiceCall {
  const query = new URLSearchParams({ sort_key: 'created_at', sort_dir: 'desc' })
  if (status) query.set('status', status)
  const filter = status ? [words('--status', status)] : []
  return newer({
    ...get(`/v2/tasks?${query}`),
    client: commandLine(['openstack image task list', ...filter]),
  })
}

/** One task. */
export function taskCommand(taskId: string): ServiceCall {
  return newer({
    ...get(`/v2/tasks/${encodeURIComponent(taskId)}`),
    client: commandLine(['openstack image task show', positional(taskId)]),
  })
}

/** The tasks that worked on an image. */
export function imageTasksCommand(imageId: string): ServiceCall {
  return get(`/v2/images/${encodeURIComponent(imageId)}/tasks`)
}

/** An image's data deleted from one of its stores. */
export function deleteFromStoreCommand(store: string, imageId: string): ServiceCall {
  return newer({
    kind: 'call',
    method: 'DELETE',
    path: `/v2/stores/${encodeURIComponent(store)}/`,
    imageIds: [imageId],
    client: commandLine(['openstack image delete', words('--store', store)]),
  })
}

type VolumeImage = { volume: string; name: string; disk_format: string; force: boolean }

/** An image of a volume, written by Cinder. */
export function volumeImageCommand({ volume, name, disk_format, force }: VolumeImage): ServiceCall {
  const image = { image_name: name, disk_format, container_format: 'bare', force }
  return {
    kind: 'call',
    method: 'POST',
    service: 'volume',
    path: `/volumes/${encodeURIComponent(volume)}/action`,
    body: { 'os-volume_upload_image': image },
    client: commandLine([
      'openstack image create',
      words('--volume', volume),
      words('--disk-format', disk_format),
      '--container-format bare',
      ...(force ? ['--force'] : []),
      positional(name),
    ]),
  }
}

/** An image of a server's disk, made by Nova. */
export function serverImageCommand({ server, name }: Record<'server' | 'name', string>) {
  return {
    kind: 'call',
    method: 'POST',
    service: 'compute',
    path: `/servers/${encodeURIComponent(server)}/action`,
    body: { createImage: { name } },
    client: commandLine([
      'openstack server image create',
      words('--name', name),
      positional(server),
    ]),
  } satisfies ServiceCall
}

function get(path: string): ServiceCall {
  return { kind: 'call', method: 'GET', path }
}

function newer(call: ServiceCall): ServiceCall {
  return { ...call, isNewClient: true }
}

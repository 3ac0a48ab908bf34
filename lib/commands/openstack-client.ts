import type { ImageChange } from '@/lib/schemas/image'
import type { ImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'
import { changeArguments, recordArguments } from './client-options'
import type { CommandNote, ImageCommand, ImportCommand, ServiceCall, Snippet } from './command'
import { shellWord } from './quote'
import { commandLine, eachImage, positional, words } from './shell-lines'

type Built = { text: string; beyond?: string[]; notes?: CommandNote[] }

/**
 * The command of python-openstackclient that does it. Options as in 6.0 (Debian 12); `image import`
 * came with 6.3.
 * Source: https://opendev.org/openstack/python-openstackclient/src/tag/6.0.0/openstackclient/image/v2/image.py
 */
export function openstackSnippet(command: ImageCommand): Snippet {
  const { text, beyond = [], notes = [] } = build(command)
  return { tool: 'openstack', text: beyond.length > 0 ? '' : text, beyond, notes }
}

function build(command: ImageCommand): Built {
  const image = (verb: string, ...parts: string[]) =>
    commandLine([`openstack image ${verb}`, ...parts])
  switch (command.kind) {
    case 'list':
      return list(command.params)
    case 'show':
      return { text: image('show', positional(command.imageId)) }
    case 'create':
      return create(command)
    case 'update':
      return update(command)
    case 'tag':
      return tag(command)
    case 'deactivate':
    case 'reactivate': {
      const flag = command.kind === 'deactivate' ? '--deactivate' : '--activate'
      return { text: eachImage(command.imageIds, (id) => image('set', flag, id)) }
    }
    case 'delete':
      return { text: image('delete', ...command.imageIds.map(positional)) }
    case 'download':
      return {
        text: image('save', words('--file', command.file), positional(command.imageId)),
      }
    case 'import':
      return {
        text: eachImage(command.imageIds, (id) =>
          image('import', ...importOptions(command.import), id),
        ),
        notes: ['newClient'],
      }
    case 'members':
      return { text: image('member list', positional(command.imageId)) }
    case 'addMember':
    case 'removeMember': {
      const verb = command.kind === 'addMember' ? 'add project' : 'remove project'
      const lines = (id: string) =>
        command.memberIds.map((member) => image(verb, id, positional(member)))
      return { text: eachImage(command.imageIds, (id) => lines(id).join('\n')) }
    }
    case 'answer': {
      const flags = { accepted: '--accept', rejected: '--reject', pending: '--pending' }
      // Without --project: the client would take it for a new owner as well. It answers for the
      // project it is signed in to, which is the one that answers on the screen.
      return {
        text: eachImage(command.imageIds, (id) => image('set', flags[command.status], id)),
      }
    }
    case 'call':
      return serviceCall(command)
    case 'several': {
      const built = command.commands.map(build)
      const beyond = built.flatMap((one) => one.beyond ?? [])
      return { text: built.map(({ text }) => text).join('\n'), beyond }
    }
    default:
      return { text: '', beyond: [command.kind] }
  }
}

function serviceCall({ client, isNewClient, imageIds }: ServiceCall): Built {
  if (client === undefined) return { text: '' }
  return {
    text: imageIds ? eachImage(imageIds, (id) => commandLine([client, id])) : client,
    notes: isNewClient ? ['newerClient'] : [],
  }
}

// `--property` filters what arrived; the rest goes into Glance's query as it is.
function list(params: ImageListParams): Built {
  const beyond: string[] = []
  const parts: string[] = []
  for (const [key, value] of upstreamQuery({ ...params, property: null })) {
    const option = listOptions[key]
    if (key === 'visibility' || (key === 'os_hidden' && value === 'true'))
      parts.push(key === 'visibility' ? `--${value}` : '--hidden')
    else if (key === 'os_hidden') continue
    else if (key === 'sort') parts.push(sorting(value))
    else if (option) parts.push(words(option, value))
    else if (/^(disk|container)_format$/.test(key) && /^in:[^,]+$/.test(value))
      parts.push(words('--property', `${key}=${value.slice(3)}`))
    else beyond.push(key)
  }
  for (const pair of params.property ?? []) {
    const colon = pair.indexOf(':')
    if (colon < 1 || pair.slice(0, colon).includes('=')) beyond.push(pair)
    else parts.push(words('--property', `${pair.slice(0, colon)}=${pair.slice(colon + 1)}`))
  }
  const line = commandLine(['openstack image list', '--long', ...parts])
  if (!params.q) return { text: line, beyond }
  // Glance finds whole names only, so the text is looked for in what it answers.
  const text = commandLine([
    'openstack image list',
    ...parts,
    `-f value -c Name -c ID | grep -iF -e ${shellWord(params.q)}`,
  ])
  return { text, beyond, notes: ['nameInAnyCase'] }
}

const listOptions: Record<string, string> = {
  name: '--name',
  status: '--status',
  owner: '--project',
  member_status: '--member-status',
  tag: '--tag',
}

// `--sort` compares sizes as texts; the table's own sorting knows numbers.
function sorting(sort: string): string {
  const [key, direction] = sort.split(':')
  if (key !== 'size') return words('--sort', sort)
  return `--sort-column Size --sort-${direction === 'desc' ? 'descending' : 'ascending'}`
}

function create(command: Extract<ImageCommand, { kind: 'create' }>): Built {
  const { record, file } = command
  const { options, beyond } = recordArguments(record)
  const source = file === undefined ? [] : [words('--file', `./${file}`)]
  const parts = ['openstack image create', ...options, ...source]
  if (!record.name) beyond.push('name')
  if (command.store !== undefined) beyond.push(`store: ${command.store}`)
  const name = positional(record.name ?? '')
  const notes: CommandNote[] = file === undefined ? ['needsTerminal'] : []
  const afterwards = [
    ...(record.os_hidden ? ['openstack image set --hidden "$image_id"'] : []),
    ...(command.import
      ? [commandLine(['openstack image import', ...importOptions(command.import), '"$image_id"'])]
      : []),
  ]
  if (command.import) notes.push('newClient')
  if (afterwards.length === 0) return { text: commandLine([...parts, name]), beyond, notes }
  const made = commandLine([...parts, '-f value -c id', name])
  return { text: [`image_id=$(${made})`, ...afterwards].join(' &&\n'), beyond, notes }
}

function update(command: Extract<ImageCommand, { kind: 'update' }>): Built {
  const { set, unset, beyond } = changeArguments(command.changes)
  const lines = (id: string) => [
    ...(set.length > 0 ? [commandLine(['openstack image set', ...set, id])] : []),
    ...(unset.length > 0 ? [commandLine(['openstack image unset', ...unset, id])] : []),
  ]
  return {
    text: eachImage(command.imageIds, (id) => lines(id).join(' &&\n')),
    beyond,
    notes: set.length > 0 && unset.length > 0 ? ['notAtOnce'] : [],
  }
}

function tag({ imageIds, add = [], remove = [] }: Extract<ImageCommand, { kind: 'tag' }>): Built {
  const change = (value: readonly string[], base: readonly string[]): ImageChange[] =>
    value.length + base.length > 0 ? [{ key: 'tags', value: [...value], base: [...base] }] : []
  return update({ kind: 'update', imageIds, changes: change(add, remove) })
}

function importOptions({ method, uri, remote, stores, mustAllSucceed }: ImportCommand): string[] {
  const places =
    stores === 'all' ? ['--all-stores'] : (stores ?? []).map((store) => words('--store', store))
  return [
    words('--method', method),
    ...(uri === undefined ? [] : [words('--uri', uri)]),
    ...(remote ? [words('--remote-image', remote.imageId)] : []),
    ...(remote ? [words('--remote-region', remote.region)] : []),
    ...(remote?.interface ? [words('--remote-service-interface', remote.interface)] : []),
    ...places,
    ...(mustAllSucceed === false ? ['--allow-failure'] : []),
  ]
}

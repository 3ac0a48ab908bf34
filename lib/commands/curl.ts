import { patchOperations } from '@/lib/image-changes'
import { upstreamQuery } from '@/lib/schemas/image-query'
import type { ImageCommand, ServiceCall, Snippet } from './command'
import { importBody } from './import-body'
import { jsonText, shellWord } from './quote'
import { commandLine, eachImage } from './shell-lines'

type Call = {
  method?: string
  type?: string
  headers?: Readonly<Record<string, string>>
  body?: unknown
  send?: string
  save?: string
}

const patchType = 'application/openstack-images-v2.1-json-patch'
/** Stands in a path for the image of a loop. */
const variable = '"$image_id"'

/**
 * The calls of Glance's API that do it, as curl makes them. The token is read from `$OS_TOKEN`.
 *
 * @param imageUrl Glance's public address; without one it is read from `$OS_IMAGE_URL`.
 */
export function curlSnippet(command: ImageCommand, imageUrl: string | undefined): Snippet {
  const base = addressOf(command) ?? imageUrl ?? '"$OS_IMAGE_URL"'
  const call = (path: readonly string[], request: Call = {}) => curl(base, path, request)
  const { text, notes = [] } = build(command, call)
  return { tool: 'curl', text, beyond: [], notes }
}

type Calls = (path: readonly string[], request?: Call) => string
type Built = { text: string; notes?: Snippet['notes'] }

function build(command: ImageCommand, call: Calls): Built {
  switch (command.kind) {
    case 'list':
      return list(command, call)
    case 'show':
      return { text: call(pathOf(command.imageId)) }
    case 'create':
      return create(command, call)
    case 'update': {
      const body = patchOperations(command.changes)
      return {
        text: each(command, (path) => call(path, { method: 'PATCH', type: patchType, body })),
      }
    }
    case 'tag':
      return { text: each(command, (path) => tagCalls(command, path, call).join('\n')) }
    case 'deactivate':
    case 'reactivate':
      return {
        text: each(command, (path) =>
          call([...path, `/actions/${command.kind}`], { method: 'POST' }),
        ),
      }
    case 'delete':
      return { text: each(command, (path) => call(path, { method: 'DELETE' })) }
    case 'download':
      return { text: call([...pathOf(command.imageId), '/file'], { save: command.file }) }
    case 'upload':
      return { text: upload(pathOf(command.imageId), command.file, command.store, call) }
    case 'import': {
      const body = importBody(command.import)
      return {
        text: each(command, (path) => call([...path, '/import'], { method: 'POST', body })),
      }
    }
    case 'members':
      return { text: call([...pathOf(command.imageId), '/members']) }
    case 'addMember':
    case 'removeMember':
      return { text: each(command, (path) => memberCalls(command, path, call).join('\n')) }
    case 'answer': {
      const member = `/members/${encodeURIComponent(command.memberId)}`
      const body = { status: command.status }
      return {
        text: each(command, (path) => call([...path, member], { method: 'PUT', body })),
      }
    }
    case 'call':
      return serviceCall(command, call)
    case 'several':
      return { text: command.commands.map((one) => build(one, call).text).join('\n') }
  }
}

// Addresses of other services are not among what a browser is told.
function addressOf(command: ImageCommand): string | undefined {
  if (command.kind !== 'call' || !command.service) return undefined
  return command.service === 'volume' ? '"$OS_VOLUME_URL"' : '"$OS_COMPUTE_URL"'
}

function serviceCall(command: ServiceCall, call: Calls): Built {
  const { method, path, imageIds, headers = {}, body, service } = command
  const request = { method, headers, ...(body === undefined ? {} : { body }) }
  const ids = imageIds?.map(encodeURIComponent) ?? []
  const text =
    ids.length > 1
      ? eachImage(ids, () => call([path, variable], request))
      : call([path, ...ids], request)
  return { text, notes: service ? ['serviceAddress'] : [] }
}

function curl(base: string, path: readonly string[], request: Call): string {
  const { method = 'GET', headers = {}, body, send, save } = request
  const type =
    request.type ?? (send === undefined ? 'application/json' : 'application/octet-stream')
  // Begun again, a download goes on where it broke. A refusal must not be written to the file then.
  const outcome = save === undefined ? '--fail-with-body' : '-f -C -'
  const head = [`curl -g -sS ${outcome}`, ...(method === 'GET' ? [] : [`-X ${method}`])]
  return commandLine([
    head.join(' '),
    '-H "X-Auth-Token: $OS_TOKEN"',
    ...Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(body === undefined && send === undefined
      ? []
      : [`-H ${shellWord(`Content-Type: ${type}`)}`]),
    ...(body === undefined ? [] : [`--data-binary ${shellWord(jsonText(body))}`]),
    ...(send === undefined ? [] : [`-T ${shellWord(`./${send}`)}`]),
    ...(save === undefined ? [] : [`-o ${shellWord(`./${save}`)}`]),
    address([base, ...path]),
  ])
}

// Neighbouring pieces are quoted as one, so that an address without a variable stays one word.
function address(pieces: readonly string[]): string {
  let word = ''
  let plain = ''
  const close = () => {
    if (plain !== '') word += shellWord(plain)
    plain = ''
  }
  for (const piece of pieces) {
    if (!piece.startsWith('"$')) plain += piece
    else {
      close()
      word += piece
    }
  }
  close()
  return word
}

function pathOf(imageId: string): string[] {
  return ['/v2/images/', encodeURIComponent(imageId)]
}

function each(
  { imageIds }: { imageIds: readonly string[] },
  line: (path: string[]) => string,
): string {
  const [first] = imageIds
  if (first !== undefined && imageIds.length === 1) return line(pathOf(first))
  return eachImage(imageIds.map(encodeURIComponent), () => line(['/v2/images/', variable]))
}

function list({ params }: Extract<ImageCommand, { kind: 'list' }>, call: Calls): Built {
  const query = new URLSearchParams([
    ...upstreamQuery(params).map(([key, value]): [string, string] => [key, value]),
    ['limit', '1000'],
  ])
  const text = call([`/v2/images?${query}`])
  if (!params.q) return { text, notes: ['onePage'] }
  const part = params.q.toLowerCase()
  const filter = '.images[] | select(.name // "" | ascii_downcase | contains($part))'
  return {
    text: `${text} |\n  jq --arg part ${shellWord(part)} ${shellWord(filter)}`,
    notes: ['onePage'],
  }
}

function create(command: Extract<ImageCommand, { kind: 'create' }>, call: Calls): Built {
  const made = call(['/v2/images'], { method: 'POST', body: command.record })
  const path = ['/v2/images/', variable]
  const later = [
    ...(command.file === undefined ? [] : [upload(path, command.file, command.store, call)]),
    ...(command.import
      ? [call([...path, '/import'], { method: 'POST', body: importBody(command.import) })]
      : []),
  ]
  if (later.length === 0) return { text: made }
  return { text: [`image_id=$(${made} | jq -er .id)`, ...later].join(' &&\n') }
}

function upload(
  path: readonly string[],
  file: string,
  store: string | undefined,
  call: Calls,
): string {
  const headers: Record<string, string> = store === undefined ? {} : { 'X-Image-Meta-Store': store }
  return call([...path, '/file'], { method: 'PUT', send: file, headers })
}

function tagCalls(
  { add = [], remove = [] }: Extract<ImageCommand, { kind: 'tag' }>,
  path: readonly string[],
  call: Calls,
): string[] {
  const at = (tag: string) => [...path, `/tags/${encodeURIComponent(tag)}`]
  return [
    ...add.map((tag) => call(at(tag), { method: 'PUT' })),
    ...remove.map((tag) => call(at(tag), { method: 'DELETE' })),
  ]
}

function memberCalls(
  { kind, memberIds }: Extract<ImageCommand, { kind: 'addMember' | 'removeMember' }>,
  path: readonly string[],
  call: Calls,
): string[] {
  return memberIds.map((member) =>
    kind === 'addMember'
      ? call([...path, '/members'], { method: 'POST', body: { member } })
      : call([...path, `/members/${encodeURIComponent(member)}`], { method: 'DELETE' }),
  )
}

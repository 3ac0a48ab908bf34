import { patchOperations } from '@/lib/image-changes'
import type { CreateImage } from '@/lib/schemas/image'
import { upstreamQuery } from '@/lib/schemas/image-query'
import type { ImageCommand, ServiceCall, Snippet } from './command'
import { importBody } from './import-body'
import { pythonText, pythonValue } from './quote'

const opening = ['import openstack', '', 'conn = openstack.connect()']

/**
 * The same with openstacksdk. Where the SDK's own methods would do more or less than the click, the
 * call is made through its session, which brings token and address.
 */
export function pythonSnippet(command: ImageCommand): Snippet {
  const notes: Snippet['notes'] = command.kind === 'list' ? ['onePage'] : []
  return { tool: 'python', text: [...opening, ...build(command)].join('\n'), beyond: [], notes }
}

function build(command: ImageCommand): string[] {
  switch (command.kind) {
    case 'list':
      return list(command)
    case 'show':
      return [`image = conn.image.get_image(${pythonText(command.imageId)})`, 'print(image)']
    case 'create':
      return create(command)
    case 'update':
      return each(command.imageIds, (id) => [
        `conn.image.patch(f"/images/{${id}}", json=${pythonValue(patchOperations(command.changes))},`,
        '    headers={"Content-Type": "application/openstack-images-v2.1-json-patch"},',
        ').raise_for_status()',
      ])
    case 'tag':
      return each(command.imageIds, (id) => [
        ...(command.add ?? []).map((tag) => `conn.image.add_tag(${id}, ${pythonText(tag)})`),
        ...(command.remove ?? []).map((tag) => `conn.image.remove_tag(${id}, ${pythonText(tag)})`),
      ])
    case 'deactivate':
    case 'reactivate':
      return each(command.imageIds, (id) => [`conn.image.${command.kind}_image(${id})`])
    case 'delete':
      return each(command.imageIds, (id) => [
        `conn.image.delete_image(${id}, ignore_missing=False)`,
      ])
    case 'download':
      return [
        `conn.image.download_image(${pythonText(command.imageId)}, stream=True, output=${pythonText(command.file)})`,
      ]
    case 'upload':
      return [
        `image_id = ${pythonText(command.imageId)}`,
        `with open(${pythonText(command.file)}, "rb") as data:`,
        ...send('image_id', command.store),
      ]
    case 'import':
      return each(command.imageIds, (id) => [startImport(id, command.import)])
    case 'members':
      return [
        `for member in conn.image.members(${pythonText(command.imageId)}):`,
        '    print(member.member_id, member.status)',
      ]
    case 'addMember':
      return each(command.imageIds, (id) =>
        command.memberIds.map(
          (member) => `conn.image.add_member(${id}, member_id=${pythonText(member)})`,
        ),
      )
    case 'removeMember':
      return each(command.imageIds, (id) =>
        command.memberIds.map(
          (member) => `conn.image.remove_member(${pythonText(member)}, image=${id})`,
        ),
      )
    case 'answer':
      return each(command.imageIds, (id) => [
        `conn.image.update_member(${pythonText(command.memberId)}, ${id}, status=${pythonText(command.status)})`,
      ])
    case 'call':
      return serviceCall(command)
    case 'several':
      return command.commands.flatMap(build)
  }
}

function serviceCall({ method, path, imageIds, headers, body, service }: ServiceCall): string[] {
  const proxy = { image: 'image', volume: 'block_storage', compute: 'compute' }[service ?? 'image']
  const base = service ? path : path.replace(/^\/v2/, '')
  const more =
    (body === undefined ? '' : `, json=${pythonValue(body)}`) +
    (headers === undefined ? '' : `, headers=${pythonValue(headers)}`)
  const send = (address: string) => [
    `answer = conn.${proxy}.${method.toLowerCase()}(${address}${more})`,
    'answer.raise_for_status()',
  ]
  const print = method === 'GET' ? ['print(answer.json())'] : []
  if (imageIds) return [...each(imageIds, (id) => send(`${pythonText(base)} + ${id}`)), ...print]
  return [...send(pythonText(base)), ...print]
}

function each(imageIds: readonly string[], lines: (image: string) => string[]): string[] {
  const [first] = imageIds
  if (first !== undefined && imageIds.length === 1)
    return [`image_id = ${pythonText(first)}`, ...lines('image_id')]
  return [
    'for image_id in [',
    ...imageIds.map((id) => `    ${pythonText(id)},`),
    ']:',
    ...lines('image_id').map((line) => `    ${line}`),
  ]
}

function list({ params }: Extract<ImageCommand, { kind: 'list' }>): string[] {
  const query = [...upstreamQuery(params), ['limit', '1000'] as const]
  const pairs = query.map((pair) => `    (${pair.map(pythonText).join(', ')}),`)
  const found = ['answer = conn.image.get("/images", params=[', ...pairs, '])']
  const part = params.q?.toLowerCase()
  return [
    ...found,
    'for image in answer.json()["images"]:',
    part
      ? `    if ${pythonText(part)} in (image["name"] or "").lower():`
      : '    print(image["id"], image["name"], image["status"])',
    ...(part ? ['        print(image["id"], image["name"], image["status"])'] : []),
  ]
}

function create(command: Extract<ImageCommand, { kind: 'create' }>): string[] {
  const record = Object.entries(command.record as CreateImage).filter(
    ([, value]) => value !== undefined,
  )
  return [
    'answer = conn.image.post("/images", json={',
    ...record.map(([key, value]) => `    ${pythonText(key)}: ${pythonValue(value)},`),
    '})',
    'answer.raise_for_status()',
    'image_id = answer.json()["id"]',
    ...(command.file === undefined
      ? []
      : [
          `with open(${pythonText(command.file)}, "rb") as data:`,
          ...send('image_id', command.store),
        ]),
    ...(command.import ? [startImport('image_id', command.import)] : []),
  ]
}

function send(image: string, store: string | undefined): string[] {
  const place = store === undefined ? '' : `, "X-Image-Meta-Store": ${pythonText(store)}`
  return [
    `    conn.image.put(f"/images/{${image}}/file", data=data,`,
    `        headers={"Content-Type": "application/octet-stream"${place}}).raise_for_status()`,
  ]
}

function startImport(image: string, how: Parameters<typeof importBody>[0]): string {
  return `conn.image.post(f"/images/{${image}}/import", json=${pythonValue(importBody(how))}).raise_for_status()`
}

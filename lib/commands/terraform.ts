import { type CreateImage, createImageFields } from '@/lib/schemas/image'
import type { ImageCommand, Snippet } from './command'
import { terraformText, terraformValue } from './quote'

type Argument = readonly [name: string, value: string]

/**
 * What Terraform's OpenStack provider has for it: images, who they are shared with, and the answer to
 * an offer. Nothing for what leaves no state behind.
 * Source: https://registry.terraform.io/providers/terraform-provider-openstack/openstack/latest/docs/resources/images_image_v2
 */
export function terraformSnippet(command: ImageCommand): Snippet | undefined {
  const text = build(command)
  return text === undefined ? undefined : { tool: 'terraform', text, beyond: [], notes: [] }
}

function build(command: ImageCommand): string | undefined {
  switch (command.kind) {
    case 'create':
      // The provider cannot choose a store for a file.
      if (command.store !== undefined) return undefined
      return block('resource "openstack_images_image_v2"', 'image', imageArguments(command))
    case 'show':
      return [
        'import {',
        '  to = openstack_images_image_v2.image',
        `  id = ${terraformText(command.imageId)}`,
        '}',
      ].join('\n')
    case 'addMember':
      return command.imageIds
        .flatMap((image) => command.memberIds.map((member) => [image, member] as const))
        .map(([image, member], index) =>
          block('resource "openstack_images_image_access_v2"', `member_${index + 1}`, [
            ['image_id', terraformText(image)],
            ['member_id', terraformText(member)],
          ]),
        )
        .join('\n\n')
    case 'answer':
      return command.imageIds
        .map((image, index) =>
          block('resource "openstack_images_image_access_accept_v2"', `answer_${index + 1}`, [
            ['image_id', terraformText(image)],
            ['member_id', terraformText(command.memberId)],
            ['status', terraformText(command.status)],
          ]),
        )
        .join('\n\n')
    default:
      return undefined
  }
}

const names: Record<string, string> = {
  id: 'image_id',
  os_hidden: 'hidden',
  min_disk: 'min_disk_gb',
  min_ram: 'min_ram_mb',
}

function imageArguments(command: Extract<ImageCommand, { kind: 'create' }>): Argument[] {
  const record: CreateImage = command.record
  const given = Object.entries(record).filter(
    ([key, value]) => value !== undefined && key !== 'owner',
  )
  const isField = (key: string) => Object.hasOwn(createImageFields.shape, key)
  const fields = given
    .filter(([key]) => isField(key))
    .map(([key, value]): Argument => [names[key] ?? key, terraformValue(value)])
  const properties = given.filter(([key]) => !isField(key))
  const map = properties.map(
    ([key, value]) => `    ${terraformText(key)} = ${terraformValue(value)}`,
  )
  const { file, import: from } = command
  return [
    ...fields,
    ...(file === undefined ? [] : [['local_file_path', terraformText(`./${file}`)] as const]),
    ...(from?.uri === undefined
      ? []
      : [
          ['image_source_url', terraformText(from.uri)] as const,
          ['web_download', 'true'] as const,
        ]),
    ...(map.length > 0 ? [['properties', `{\n${map.join('\n')}\n  }`] as const] : []),
  ]
}

// Terraform's own formatter lines the equals signs up, save before a map of several lines.
function block(head: string, name: string, list: readonly Argument[]): string {
  const flat = list.filter(([, value]) => !value.includes('\n'))
  const width = Math.max(0, ...flat.map(([key]) => key.length))
  const lines = list.map(([key, value]) =>
    value.includes('\n') ? `  ${key} = ${value}` : `  ${key.padEnd(width)} = ${value}`,
  )
  return [`${head} "${name}" {`, ...lines, '}'].join('\n')
}

import { z } from 'zod'
import { projectIdsIn } from '@/lib/project-ids'
import { type CreateImage, imageSchema } from '@/lib/schemas/image'
import { visibilities } from '@/lib/schemas/image-states'

const largest = 2147483647
const minimum = z
  .number({ error: 'uploads.form.badNumber' })
  .int('uploads.form.badNumber')
  .min(0, 'uploads.form.badNumber')
  .max(largest, 'uploads.form.badNumber')
  .optional()

/**
 * What Glance checks the data's signature with. All four or none.
 * Source: https://docs.openstack.org/glance/latest/user/signature.html
 */
export const signatureKeys = [
  'img_signature',
  'img_signature_hash_method',
  'img_signature_key_type',
  'img_signature_certificate_uuid',
] as const

/** Glance's own fields; a custom property cannot have their names. */
const ownFields = new Set([
  ...Object.keys(imageSchema.shape),
  ...['file', 'self', 'schema', 'direct_url', 'locations', 'deleted', 'deleted_at'],
  ...['os_type', 'os_distro', 'os_version', 'architecture'],
  ...signatureKeys,
])

const fields = z.object({
  name: z.string().trim().max(255),
  disk_format: z.string().min(1),
  container_format: z.string().min(1),
  visibility: z.enum(visibilities),
  protected: z.boolean(),
  os_hidden: z.boolean(),
  min_disk: minimum,
  min_ram: minimum,
  os_type: z.string().trim().max(255),
  os_distro: z.string().trim().max(255),
  os_version: z.string().trim().max(255),
  architecture: z.string().trim().max(255),
  /** Separated by commas. */
  tags: z
    .string()
    .refine((text) => tagsOf(text).length <= 128, 'uploads.form.tooManyTags')
    .refine((text) => tagsOf(text).every((tag) => tag.length <= 255), 'properties.tags.tooLong'),
  properties: z
    .array(
      z.object({
        key: z
          .string()
          .trim()
          .max(255)
          .refine((key) => !isTaken(key), 'uploads.form.badProperty'),
        value: z.string().max(65535),
      }),
    )
    .superRefine((rows, context) => {
      const seen = new Set<string>()
      for (const [index, { key }] of rows.entries()) {
        if (key !== '' && seen.has(key)) {
          const path = [index, 'key']
          context.addIssue({ code: 'custom', path, message: 'uploads.form.sameProperty' })
        }
        seen.add(key)
      }
    }),
  /** A UUID of the person's choice; empty for one of Glance's. */
  id: z.union([z.literal(''), z.uuid({ error: 'uploads.form.badId' })], {
    error: 'uploads.form.badId',
  }),
  /** A project's id; empty for the own one. */
  owner: z.string().trim().max(255),
  /** Ids of projects, separated by commas or blanks. */
  members: z
    .string()
    .refine((text) => projectIdsIn(text).length <= 128, 'uploads.form.tooManyMembers'),
  img_signature: z.string().trim().max(65535),
  img_signature_hash_method: z.string(),
  img_signature_key_type: z.string(),
  img_signature_certificate_uuid: z.union([z.literal(''), z.uuid()], {
    error: 'uploads.form.badId',
  }),
})

/** The form as the screen shows it; `toRecord` makes Glance's record of it. */
export const recordValuesSchema = fields.superRefine((values, context) => {
  const missing = signatureKeys.filter((key) => values[key] === '')
  if (missing.length < signatureKeys.length)
    for (const key of missing)
      context.addIssue({ code: 'custom', path: [key], message: 'uploads.form.signatureAll' })
  if (values.members.trim() !== '' && values.visibility !== 'shared')
    context.addIssue({ code: 'custom', path: ['members'], message: 'uploads.form.membersShared' })
})
export type RecordValues = z.infer<typeof fields>

/** A form that nothing is known for. */
export const emptyRecordValues: RecordValues = {
  name: '',
  disk_format: 'qcow2',
  container_format: 'bare',
  // Glance's own default: private in effect until a project is offered it.
  visibility: 'shared',
  protected: false,
  min_disk: undefined,
  min_ram: undefined,
  os_type: '',
  os_distro: '',
  os_version: '',
  architecture: '',
  tags: '',
  properties: [],
  os_hidden: false,
  id: '',
  owner: '',
  members: '',
  img_signature: '',
  img_signature_hash_method: '',
  img_signature_key_type: '',
  img_signature_certificate_uuid: '',
}

/** Glance's record of what the form says. Empty fields are left out. */
export function toRecord(values: RecordValues): CreateImage {
  const { os_type, os_distro, os_version, architecture } = values
  const system = Object.entries({ os_type, os_distro, os_version, architecture })
  const own = values.properties.map(({ key, value }): [string, string] => [key, value])
  const signature = signatureKeys.map((key): [string, string] => [key, values[key]])
  const properties = [...[...system, ...signature].filter(([, value]) => value !== ''), ...own]
  const record = {
    ...(values.name ? { name: values.name } : {}),
    disk_format: values.disk_format,
    container_format: values.container_format,
    visibility: values.visibility,
    ...(values.id ? { id: values.id } : {}),
    ...(values.owner ? { owner: values.owner } : {}),
    ...(values.protected ? { protected: true } : {}),
    ...(values.os_hidden ? { os_hidden: true } : {}),
    ...(values.min_disk ? { min_disk: values.min_disk } : {}),
    ...(values.min_ram ? { min_ram: values.min_ram } : {}),
    ...(values.tags.trim() ? { tags: tagsOf(values.tags) } : {}),
    ...(values.members.trim() ? { members: projectIdsIn(values.members) } : {}),
  }
  const named = properties.filter(([key]) => key !== '')
  return Object.assign(Object.fromEntries(named), record)
}

/** The form of a record that Glance refused, to be corrected. */
export function valuesOf(record: CreateImage): RecordValues {
  const text = (key: string) => {
    const value: unknown = record[key]
    return typeof value === 'string' ? value : ''
  }
  const properties = Object.keys(record)
    .filter((key) => !ownFields.has(key) && typeof record[key] === 'string')
    .map((key) => ({ key, value: text(key) }))
  return {
    name: text('name'),
    disk_format: text('disk_format'),
    container_format: text('container_format'),
    visibility: record.visibility ?? emptyRecordValues.visibility,
    protected: record.protected ?? false,
    min_disk: record.min_disk,
    min_ram: record.min_ram,
    os_type: text('os_type'),
    os_distro: text('os_distro'),
    os_version: text('os_version'),
    architecture: text('architecture'),
    tags: (record.tags ?? []).join(', '),
    properties,
    os_hidden: record.os_hidden ?? false,
    id: text('id'),
    owner: text('owner'),
    members: Array.isArray(record.members) ? record.members.join(', ') : '',
    img_signature: text('img_signature'),
    img_signature_hash_method: text('img_signature_hash_method'),
    img_signature_key_type: text('img_signature_key_type'),
    img_signature_certificate_uuid: text('img_signature_certificate_uuid'),
  }
}

/** The tags in a text, without repetitions. */
export function tagsOf(text: string): string[] {
  const tags = text
    .split(/[,，\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return [...new Set(tags)]
}

function isTaken(key: string): boolean {
  return ownFields.has(key) || key.startsWith('os_glance')
}

import { z } from 'zod'
import { type Value, valueAt } from '@/lib/image-changes'
import type { Image } from './image'
import { visibilities } from './image-states'

/** Custom properties that the edit form knows by name. */
export const formProperties = [
  'description',
  'os_type',
  'os_distro',
  'os_version',
  'architecture',
  'os_admin_user',
] as const
export type FormProperty = (typeof formProperties)[number]

const amount = z.number().int().min(0).max(2147483647).optional()
const shortText = z.string().trim().max(255)

/** The edit form, as the screen holds it: empty text for "not set", an emptied amount for 0. */
export const imageEditSchema = z.object({
  name: z.string().max(255),
  description: z.string().max(65535),
  visibility: z.string(),
  protected: z.boolean(),
  os_hidden: z.boolean(),
  min_disk: amount,
  min_ram: amount,
  os_type: shortText,
  os_distro: shortText,
  os_version: shortText,
  architecture: shortText,
  os_admin_user: shortText,
  disk_format: z.string(),
  container_format: z.string(),
  /** Project id; shown to administrators only. Empty leaves the owner alone. */
  owner: shortText,
})
export type ImageEdit = z.infer<typeof imageEditSchema>
export type ImageEditField = keyof ImageEdit
const imageEditFields = Object.keys(imageEditSchema.shape) as ImageEditField[]

/** Fills the form from an image. */
export function imageEditOf(image: Image): ImageEdit {
  const property = (key: FormProperty) => {
    const value = valueAt(image, key)
    return typeof value === 'string' ? value : ''
  }
  return {
    name: image.name ?? '',
    description: property('description'),
    visibility: image.visibility,
    protected: image.protected,
    os_hidden: image.os_hidden,
    min_disk: image.min_disk,
    min_ram: image.min_ram,
    os_type: property('os_type'),
    os_distro: property('os_distro'),
    os_version: property('os_version'),
    architecture: property('architecture'),
    os_admin_user: property('os_admin_user'),
    disk_format: image.disk_format ?? '',
    container_format: image.container_format ?? '',
    owner: image.owner ?? '',
  }
}

/**
 * What the form asks for, by Glance's keys. Emptied text removes a property instead of storing an
 * empty value (an empty `architecture` would keep servers from booting); a value that was empty
 * before and is left alone stays.
 */
export function wantedOf(seen: Image, form: ImageEdit): Record<string, Value> {
  const text = (key: string, value: string): Value =>
    value === '' && valueAt(seen, key) === '' ? '' : value || null
  // While a person still types, an amount may be no number yet.
  const amountOf = (value: number | undefined, before: number) =>
    value === undefined ? 0 : Number.isInteger(value) ? value : before
  const wanted: Record<string, Value> = {
    name: text('name', form.name),
    visibility: form.visibility,
    protected: form.protected,
    os_hidden: form.os_hidden,
    min_disk: amountOf(form.min_disk, seen.min_disk),
    min_ram: amountOf(form.min_ram, seen.min_ram),
    disk_format: form.disk_format || null,
    container_format: form.container_format || null,
    owner: form.owner.trim() || seen.owner,
  }
  for (const key of formProperties) wanted[key] = text(key, form[key].trim())
  return wanted
}

/** True for a key that the form has a field for. */
export function isFormField(key: string): key is ImageEditField {
  return imageEditFields.some((field) => field === key)
}

/** Visibilities to choose from; one that a newer Glance invented stays choosable on its image. */
export function visibilityChoices(current: string): string[] {
  return visibilities.some((known) => known === current)
    ? [...visibilities]
    : [...visibilities, current]
}

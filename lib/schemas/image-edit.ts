import { z } from 'zod'
import { type Value, valueAt } from '@/lib/image-changes'
import { type Image, visibilities } from './image'

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

const largest = 2147483647

// What an input of type number holds is text until it is parsed; an emptied one means 0.
const amount = z
  .string()
  .trim()
  .refine((text) => text === '' || (/^\d+$/.test(text) && Number(text) <= largest), 'badNumber')

/**
 * The edit form, as the screen holds it: every value is there, empty text for "not set". Faults
 * are named by message key under `image.edit`.
 */
export const imageEditSchema = z.object({
  name: z.string().max(255, 'tooLong'),
  description: z.string().max(65535, 'tooLong'),
  visibility: z.string(),
  protected: z.boolean(),
  os_hidden: z.boolean(),
  min_disk: amount,
  min_ram: amount,
  os_type: z.string().trim().max(255, 'tooLong'),
  os_distro: z.string().trim().max(255, 'tooLong'),
  os_version: z.string().trim().max(255, 'tooLong'),
  architecture: z.string().trim().max(255, 'tooLong'),
  os_admin_user: z.string().trim().max(255, 'tooLong'),
  disk_format: z.string(),
  container_format: z.string(),
})
export type ImageEdit = z.infer<typeof imageEditSchema>
export type ImageEditField = keyof ImageEdit
export const imageEditFields = Object.keys(imageEditSchema.shape) as ImageEditField[]

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
    min_disk: String(image.min_disk),
    min_ram: String(image.min_ram),
    os_type: property('os_type'),
    os_distro: property('os_distro'),
    os_version: property('os_version'),
    architecture: property('architecture'),
    os_admin_user: property('os_admin_user'),
    disk_format: image.disk_format ?? '',
    container_format: image.container_format ?? '',
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
  const wanted: Record<string, Value> = {
    name: text('name', form.name),
    visibility: form.visibility,
    protected: form.protected,
    os_hidden: form.os_hidden,
    min_disk: Number(form.min_disk),
    min_ram: Number(form.min_ram),
    disk_format: form.disk_format || null,
    container_format: form.container_format || null,
  }
  for (const key of formProperties) wanted[key] = text(key, form[key])
  return wanted
}

/** Visibilities to choose from; one that a newer Glance invented stays choosable on its image. */
export function visibilityChoices(current: string): string[] {
  return visibilities.some((known) => known === current)
    ? [...visibilities]
    : [...visibilities, current]
}

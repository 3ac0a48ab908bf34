import { z } from 'zod'
import { type ImageListParams, imageListParsers } from '@/lib/schemas/image-list'

/** Chosen where a filter is not wanted. */
export const anyChoice = '*'

const text = z.string()
const size = text.refine((typed) => typed.trim() === '' || Number(typed) >= 0, 'kit.invalid.number')

/** What the box of further filters holds: text as typed; sizes in MiB, times in local time. */
export const filterValuesSchema = z.object({
  name: text,
  owner: text,
  hash: text,
  tag: text,
  property: text,
  size_min: size,
  size_max: size,
  created_from: text,
  created_to: text,
  updated_from: text,
  updated_to: text,
  container_format: text,
  protected: text,
  os_hidden: text,
  member_status: text,
})
export type FilterValues = z.infer<typeof filterValuesSchema>

const mebibyte = 1024 * 1024

/** Fills the box from the address. */
export function valuesOfParams(params: ImageListParams): FilterValues {
  return {
    name: params.name ?? '',
    owner: params.owner ?? '',
    hash: params.hash ?? '',
    tag: params.tag?.join(', ') ?? '',
    property: params.property?.join(', ') ?? '',
    size_min: mebibytes(params.size_min),
    size_max: mebibytes(params.size_max),
    created_from: localTime(params.created_from),
    created_to: localTime(params.created_to),
    updated_from: localTime(params.updated_from),
    updated_to: localTime(params.updated_to),
    container_format: params.container_format?.[0] ?? anyChoice,
    protected: params.protected === null ? anyChoice : String(params.protected),
    os_hidden: params.os_hidden ? 'true' : anyChoice,
    member_status: params.member_status ?? anyChoice,
  }
}

/** The change of address that the box asks for; an empty field takes its filter off. */
export function paramsOfValues(values: FilterValues): Partial<ImageListParams> {
  return {
    name: values.name || null,
    owner: values.owner.trim() || null,
    hash: values.hash.trim() || null,
    tag: words(values.tag),
    property: words(values.property),
    size_min: bytes(values.size_min),
    size_max: bytes(values.size_max),
    created_from: time(values.created_from),
    created_to: time(values.created_to),
    updated_from: time(values.updated_from),
    updated_to: time(values.updated_to),
    container_format: values.container_format === anyChoice ? null : [values.container_format],
    protected: values.protected === anyChoice ? null : values.protected === 'true',
    os_hidden: values.os_hidden === 'true' ? true : null,
    member_status: imageListParsers.member_status.parse(values.member_status),
  }
}

function words(text: string): string[] | null {
  const list = text
    .split(/[,\uFF0C]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return list.length > 0 ? list : null
}

function mebibytes(size: number | null): string {
  return size === null ? '' : String(size / mebibyte)
}

function bytes(text: string): number | null {
  const size = Number(text)
  return text.trim() === '' || !Number.isFinite(size) || size < 0
    ? null
    : Math.round(size * mebibyte)
}

// <input type="datetime-local"> speaks local time without a zone.
function localTime(moment: Date | null): string {
  if (!moment) return ''
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function time(text: string): Date | null {
  const moment = new Date(text)
  return text === '' || Number.isNaN(moment.getTime()) ? null : moment
}

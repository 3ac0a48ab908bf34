import type { Upload } from '@/lib/upload/browser/upload'
import { emptyRecordValues, type RecordValues, valuesOf } from './record-values'

const GiB = 1024 ** 3

/** What the form of a file begins with: what was corrected, else what its headers and name say. */
export function draftDefaults({ record, file, inspection }: Upload): RecordValues {
  if (record) return valuesOf(record)
  const finding = inspection?.finding
  return {
    ...emptyRecordValues,
    name: file.name,
    disk_format: finding?.format ?? 'raw',
    container_format: finding?.container ?? 'bare',
    min_disk: finding ? minDiskOf(finding.format, finding.virtualSize) : undefined,
  }
}

/** Minimum disk in GiB. A disc image is read, not written onto a disk, so it needs none. */
export function minDiskOf(format: string | null, virtualSize: number | null): number | undefined {
  if (virtualSize === null || format === 'iso') return undefined
  return Math.ceil(virtualSize / GiB)
}

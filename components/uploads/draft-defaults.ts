import { minDiskGiB } from '@/lib/image-format/check-declared'
import { guessFromName } from '@/lib/image-format/guess-from-name'
import type { Upload } from '@/lib/upload/browser/upload'
import { emptyRecordValues, type RecordValues, valuesOf } from './record-values'

/** What the form of a file begins with: what was corrected, else what its headers and name say. */
export function draftDefaults({ record, file, inspection }: Upload): RecordValues {
  if (record) return valuesOf(record)
  const finding = inspection?.finding
  const { name, properties } = guessFromName(file.name)
  // A disc image is read, not written onto a disk, so it asks for none.
  const disk = finding && finding.format !== 'iso' ? minDiskGiB(finding.virtualSize) : null
  return {
    ...emptyRecordValues,
    name,
    disk_format: finding?.format ?? 'raw',
    container_format: finding?.container ?? 'bare',
    min_disk: disk ?? undefined,
    os_type: properties.os_type ?? '',
    os_distro: properties.os_distro ?? '',
    os_version: properties.os_version ?? '',
    architecture: properties.architecture ?? '',
  }
}

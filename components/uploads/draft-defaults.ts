import { minDiskGiB } from '@/lib/image-format/check-declared'
import { guessFromName } from '@/lib/image-format/guess-from-name'
import type { CreateImage } from '@/lib/schemas/image'
import type { Upload } from '@/lib/upload/browser/upload'
import { emptyRecordValues, type RecordValues, valuesOf } from './record-values'

/**
 * What the form of a file begins with: what was corrected, else an image of the gallery that it is
 * meant to be, else what its headers and name say.
 */
export function draftDefaults(
  { record, file, inspection }: Upload,
  like?: CreateImage,
): RecordValues {
  if (record) return valuesOf(record)
  // What the file itself is wins over what the gallery says of it.
  const own = {
    disk_format: inspection?.finding.format,
    container_format: inspection?.finding.container,
  }
  if (like) return valuesOf(Object.assign({}, like, own))
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

import type { ImageFinding } from './finding'

/** Why a declaration does not fit; message keys. */
export const mismatchReasons = [
  'missing',
  'unsupportedFormat',
  'severalFormats',
  'formatDiffers',
  'formattedAsRaw',
  'notAnOva',
  'ovaAsBare',
  'notCompressed',
  'compressedAsBare',
  'archiveAsBare',
] as const
export type MismatchReason = (typeof mismatchReasons)[number]

export type DeclaredCheck =
  | { agrees: true }
  | { agrees: false; reason: MismatchReason; params: Record<string, string> }

export type Declared = { disk_format: string | null; container_format: string | null }

/** Amazon's kernels, ramdisks and machines, whose files bear no common mark. */
const unmarked = ['aki', 'ari', 'ami']
/** Containers that Glance never looks into. */
const opaqueContainers = ['ovf', 'docker', ...unmarked]
const gib = 1024 ** 3

function mismatch(
  reason: MismatchReason,
  { disk_format, container_format }: Declared,
  finding: ImageFinding,
): DeclaredCheck {
  const found = finding.format ?? finding.kind
  const params = {
    declared: disk_format ?? '',
    container: container_format ?? '',
    found,
    kind: finding.kind,
  }
  return { agrees: false, reason, params }
}

/**
 * Compares Glance's `disk_format` and `container_format` with what the file is. Stricter than Glance
 * in one case: it takes any file as `raw`, and a server would then see a header instead of a disk.
 * Rules: https://opendev.org/openstack/glance/src/tag/30.0.0/glance/location.py (`set_data`).
 */
export function checkDeclared(declared: Declared, finding: ImageFinding): DeclaredCheck {
  const { disk_format: disk, container_format: container } = declared
  if (!disk || !container) return mismatch('missing', declared, finding)
  if (finding.hazards.some(({ code }) => code === 'polyglot')) {
    return mismatch('severalFormats', declared, finding)
  }
  if (container === 'ova') {
    return finding.container === 'ova' ? { agrees: true } : mismatch('notAnOva', declared, finding)
  }
  if (container === 'compressed') {
    return finding.container === 'compressed'
      ? { agrees: true }
      : mismatch('notCompressed', declared, finding)
  }
  if (opaqueContainers.includes(container) && !unmarked.includes(disk)) return { agrees: true }
  if (finding.container === 'ova') return mismatch('ovaAsBare', declared, finding)
  if (finding.container === 'compressed') {
    // A Linux kernel's ramdisk is a gzip file by nature.
    return disk === 'ari' ? { agrees: true } : mismatch('compressedAsBare', declared, finding)
  }
  if (finding.hazards.some(({ code }) => code === 'archive')) {
    return mismatch('archiveAsBare', declared, finding)
  }
  return checkDisk(disk, declared, finding)
}

function checkDisk(disk: string, declared: Declared, finding: ImageFinding): DeclaredCheck {
  const { format, kind } = finding
  if (format === null) return mismatch('unsupportedFormat', declared, finding)
  if (format === disk) return { agrees: true }
  if (format === 'raw') {
    // Newer clouds may know these finer words for a raw disk.
    const isFiner =
      (disk === 'gpt' && finding.partitions) || (disk === 'luks' && /^luks/.test(kind))
    if (isFiner || unmarked.includes(disk)) return { agrees: true }
    return mismatch('formatDiffers', declared, finding)
  }
  if (disk !== 'raw') return mismatch('formatDiffers', declared, finding)
  // A disc that also bears a partition table is made to be written to a disk as it is.
  if (format === 'iso' && finding.partitions) return { agrees: true }
  // A fixed VHD is a raw disk with a footer, and the only word for it that newer clouds accept.
  if (finding.hazards.some(({ code }) => code === 'glanceSeesRaw')) return { agrees: true }
  return mismatch('formattedAsRaw', declared, finding)
}

/** The declaration that fits a finding, or null when Glance has no words for it. */
export function fittingDeclaration(
  finding: ImageFinding,
): { disk_format: string; container_format: string } | null {
  if (finding.format === null) return null
  if (finding.kind === 'kernel') return { disk_format: 'aki', container_format: 'aki' }
  return { disk_format: finding.format, container_format: finding.container }
}

/**
 * The least `min_disk` in GiB, rounded up, for a disk of `virtualSize` bytes. Null when the size is
 * not known or zero, or no cloud could store the number.
 */
export function minDiskGiB(virtualSize: number | null): number | null {
  if (virtualSize === null || virtualSize <= 0) return null
  const disk = Math.ceil(virtualSize / gib)
  return disk <= 2147483647 ? disk : null
}

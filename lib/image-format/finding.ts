import type { ImageKind } from './kinds'

/** Glance's own words for `disk_format`, as in the default of `[image_format] disk_formats`. */
const diskFormats = ['qcow2', 'vmdk', 'vhd', 'vhdx', 'vdi', 'iso', 'ploop', 'raw'] as const
export type DiskFormat = (typeof diskFormats)[number]

/** Every hazard a reader may report. A code is a message key; its params fill the sentence. */
export const hazardCodes = [
  'backingFile',
  'externalData',
  'unknownFeatures',
  'extendedL2',
  'outsideExtent',
  'partOfSet',
  'differencing',
  'encrypted',
  'polyglot',
  'compressed',
  'archive',
  'severalDisks',
  'snapshots',
  'unclean',
  'corrupt',
  'truncated',
  'sizeOutOfRange',
  'empty',
  'tooSmall',
  'oddSize',
  'unrecognised',
  'notADisk',
  'unsupportedFormat',
  'unsupportedVersion',
  'unsupportedKind',
  'partitionTable',
  'partitionTableRefused',
  'glanceSeesRaw',
] as const

export type HazardCode = (typeof hazardCodes)[number]

export type Hazard = {
  code: HazardCode
  /** `refuse`: do not send by default. `warn`: tell the person, then go on. */
  severity: 'refuse' | 'warn'
  /** Text in it comes from the file and is hostile, but holds no control or bidi characters. */
  params: Record<string, string | number>
}

export type FactValue = string | number | boolean | string[]

export type Partition = {
  /** Counted from 1, as every tool shows it. */
  index: number
  /** A GPT type GUID in lower case, or an MBR type such as `0x83`. */
  type: string
  /** Message key for a well-known type, for example `efiSystem`; null for any other. */
  typeKey: string | null
  name: string
  /** Bytes from the start of the disk. */
  start: number
  /** Bytes. */
  size: number
  bootable: boolean
}

export type PartitionTable = {
  table: 'gpt' | 'mbr'
  sectorSize: number
  entries: Partition[]
}

/** What a file is, from its content alone. A plain object that survives JSON and postMessage. */
export type ImageFinding = {
  /** Glance's `disk_format`; null when Glance has no word for it (archives, other formats). */
  format: DiskFormat | null
  container: 'bare' | 'ova' | 'compressed'
  /** The variety within the format, for example `qcow2v3`, `streamOptimized`, `gpt`, `xz`. */
  kind: ImageKind
  /** Bytes of the disk that a server would see; null when the header does not say. */
  virtualSize: number | null
  /** Bytes of the file. */
  fileSize: number
  facts: Record<string, FactValue>
  hazards: Hazard[]
  partitions?: PartitionTable
}

/** A finding to be filled in by one format's reader. */
export function startFinding(
  fileSize: number,
  format: DiskFormat | null,
  kind: ImageKind,
  container: ImageFinding['container'] = 'bare',
): ImageFinding {
  return { format, container, kind, virtualSize: null, fileSize, facts: {}, hazards: [] }
}

/** Adds a hazard; the first of each code stands, made stricter when a later one is. */
export function addHazard(
  finding: ImageFinding,
  code: HazardCode,
  severity: Hazard['severity'],
  params: Hazard['params'] = {},
): void {
  const known = finding.hazards.find((hazard) => hazard.code === code)
  if (!known) finding.hazards.push({ code, severity, params })
  else if (severity === 'refuse' && known.severity === 'warn') {
    known.severity = severity
    known.params = params
  }
}

/** Sets the virtual size in bytes, unless the header claims more than a number can count. */
export function setVirtualSize(finding: ImageFinding, bytes: number): void {
  if (Number.isSafeInteger(bytes) && bytes >= 0) finding.virtualSize = bytes
  else addHazard(finding, 'sizeOutOfRange', 'refuse')
}

/** Notes a structure that should end at byte `end` but the file is shorter. */
export function expectBytes(finding: ImageFinding, end: number): void {
  if (end <= finding.fileSize) return
  const missing = Number.isSafeInteger(end) ? end - finding.fileSize : 0
  addHazard(finding, 'truncated', 'refuse', { missing })
}

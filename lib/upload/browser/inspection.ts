import { blobSource } from '@/lib/image-format/blob'
import { detectImage } from '@/lib/image-format/detect'
import type { Hazard, HazardCode, ImageFinding } from '@/lib/image-format/finding'

/** What was found out about a chosen file before its first byte is sent. */
export type Inspection = {
  finding: ImageFinding
  /**
   * `refuse`: it is not sent. `warn`: it is sent when the person insists. `fine`: it is sent, with
   * whatever notes there are.
   */
  verdict: 'fine' | 'warn' | 'refuse'
}

// Warnings after which the image most likely does not start or a newer Glance refuses it. The other
// ones are news that many good images carry, such as snapshots inside or an odd size.
const needsWord: ReadonlySet<HazardCode> = new Set([
  'compressed',
  'archive',
  'severalDisks',
  'corrupt',
  'partitionTable',
  'partitionTableRefused',
  'extendedL2',
])

/** Reads a chosen file's headers. Rejects when the file cannot be read. */
export async function inspectFile(file: File): Promise<Inspection> {
  const finding = await detectImage(blobSource(file))
  return { finding, verdict: verdictOn(finding.hazards) }
}

/** What the hazards of a file mean for sending it. */
export function verdictOn(hazards: readonly Hazard[]): Inspection['verdict'] {
  if (hazards.some(({ severity }) => severity === 'refuse')) return 'refuse'
  return hazards.some(({ code }) => needsWord.has(code)) ? 'warn' : 'fine'
}

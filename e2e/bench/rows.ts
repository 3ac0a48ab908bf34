/** One line of the report. `ratio` is ours / reference; `target` the largest ratio that is met. */
export type Row = {
  section: string
  what: string
  ours: number
  reference: number | null
  unit: string
  ratio: number | null
  target: number | null
  met: boolean | null
  /** Of ours, where it was measured often enough. */
  p95?: number
  /** Why a target is missed, and what the next step would be. */
  why?: string
}

export type BenchOptions = {
  runs: number
  /** Sizes of the files to send, in MiB. */
  sizes: number[]
  /** Size of the file for the row about memory, in MiB. */
  largest: number
  chunkMiB: number
  /** How many images the catalogues of the list's section hold. */
  catalogues: number[]
  /** Says what is going on; not part of the report. */
  note: (text: string) => void
}

export type Section = (options: BenchOptions) => Promise<Row[]>

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The value that 95 % of the others do not exceed. */
export function p95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN
}

/** A row that compares; without a target it only tells. */
export function compared(
  row: Pick<Row, 'section' | 'what' | 'unit' | 'p95' | 'why'> & { ours: number; reference: number },
  target: number | null,
): Row {
  const ratio = round(row.ours / row.reference)
  const met = target === null ? null : ratio <= target
  const { p95, why, ...rest } = row
  const [ours, reference] = [round(row.ours), round(row.reference)]
  return {
    ...rest,
    ours,
    reference,
    ratio,
    target,
    met,
    ...(p95 === undefined ? {} : { p95: round(p95) }),
    ...(why === undefined || met !== false ? {} : { why }),
  }
}

/** Rounds to three decimals. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

import 'server-only'
import type { Figure } from '@/lib/schemas/review'

export type Counted = { size: number | null; os_hidden: boolean }

/** A figure with nothing in it. */
export function emptyFigure(key: string): Figure {
  return { key, count: 0, hidden: 0, bytes: 0 }
}

/** Counts one image into a figure. Images without data have no size and add no bytes. */
export function addTo(figure: Figure, image: Counted): void {
  figure.count += 1
  figure.bytes += image.size ?? 0
  if (image.os_hidden) figure.hidden += 1
}

/**
 * Figures by key that never grow past `most` keys: whatever comes after goes into `others`, so that
 * the sum stays right while the memory stays the same.
 */
export class Tally {
  private readonly byKey = new Map<string, Figure>()
  readonly others = emptyFigure('')

  constructor(private readonly most: number) {}

  /** Counts an image under a key, given or not. Keys longer than 255 characters are cut there. */
  add(key: string | null, image: Counted): void {
    addTo(this.figure(key ?? ''), image)
  }

  /** True once something did not find a place of its own. */
  get isCut(): boolean {
    return this.others.count > 0
  }

  get size(): number {
    return this.byKey.size
  }

  keys(): string[] {
    return [...this.byKey.keys()]
  }

  get(key: string): Figure | undefined {
    return this.byKey.get(key)
  }

  /** All figures, most images first. Copies: what was handed out does not change any more. */
  figures(): Figure[] {
    return [...this.byKey.values()].map((figure) => ({ ...figure })).sort(byCount)
  }

  /** The `top` figures with most bytes, and all the rest as one. */
  top(top: number): { figures: Figure[]; others: Figure } {
    const sorted = [...this.byKey.values()].sort((a, b) => b.bytes - a.bytes || byCount(a, b))
    const others = { ...this.others }
    for (const { count, bytes, hidden } of sorted.slice(top)) {
      others.count += count
      others.bytes += bytes
      others.hidden += hidden
    }
    return { figures: sorted.slice(0, top).map((figure) => ({ ...figure })), others }
  }

  private figure(key: string): Figure {
    const short = key.slice(0, 255)
    const known = this.byKey.get(short)
    if (known) return known
    if (this.byKey.size >= this.most) return this.others
    const made = emptyFigure(short)
    this.byKey.set(short, made)
    return made
  }
}

function byCount(a: Figure, b: Figure): number {
  return b.count - a.count || (a.key < b.key ? -1 : 1)
}

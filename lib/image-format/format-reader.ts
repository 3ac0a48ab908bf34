import type { ImageFinding } from './finding'
import type { ImageReader } from './source'

/** One format: how to know it, and how to read what its header says. */
export type FormatReader = {
  /** The word shown when a file is several things at once. */
  name: string
  /** A finding with `format`, `kind` and `container` set, from which `read` goes on. */
  start: Pick<ImageFinding, 'format' | 'kind' | 'container'>
  /** True when the bytes that name the format stand where they must. Both ends are at hand. */
  matches(reader: ImageReader): boolean
  /**
   * Fills in the finding. May throw `UnreadableHeader`; what was filled in until then stays and the
   * file counts as truncated.
   */
  read(reader: ImageReader, finding: ImageFinding): Promise<void>
}

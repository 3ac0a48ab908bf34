import { addHazard, setVirtualSize } from './finding'
import type { FormatReader } from './format-reader'
import type { ImageKind } from './kinds'

function foreign(name: ImageKind, matches: FormatReader['matches']): FormatReader {
  return {
    name,
    start: { format: null, kind: name, container: 'bare' },
    matches,
    async read({ head }, finding) {
      addHazard(finding, 'unsupportedFormat', 'refuse', { kind: name })
      if (name === 'qed') setVirtualSize(finding, head.u64le(48))
    },
  }
}

/** Disk formats that Glance has no word for. Sent as raw they would be useless or dangerous. */
export const foreignFormats: FormatReader[] = [
  foreign('qed', ({ head }) => head.matches(0, 'QED\0')),
  foreign('bochs', ({ head }) => head.matches(0, 'Bochs Virtual HD Image')),
  foreign('cloop', ({ head }) => head.matches(0, '#!/bin/sh\n#V2.0 Format\nmodprobe cloop')),
  foreign('wim', ({ head }) => head.matches(0, 'MSWIM\0\0\0')),
  foreign('dmg', ({ head, tail }) => {
    const end = tail.length > 0 ? tail : head
    return end.length >= 512 && end.matches(end.length - 512, 'koly\0\0\0\x04')
  }),
]

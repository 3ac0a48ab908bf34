import type { Bytes } from './bytes'

/** What a chosen file often is when it is no image; the `looksLike` of a hazard. */
export const lookalikes = ['html', 'xml', 'json', 'text', 'program'] as const
export type Lookalike = (typeof lookalikes)[number]

/** A Linux kernel, which Glance keeps as `aki`: x86 boot protocol 2.00 on, or an arm64 image. */
export function isLinuxKernel(head: Bytes): boolean {
  return head.matches(0x202, 'HdrS') || head.matches(0x38, 'ARM\x64')
}

/** Names what stands in a file that bears no disk's mark; null when it may be a disk. */
export function lookalike(head: Bytes): Lookalike | null {
  return isProgram(head) ? 'program' : textKind(head)
}

function isProgram(head: Bytes): boolean {
  if (head.matches(0, '\x7fELF')) return true
  return head.matches(0, 'MZ') && head.has(0x3c, 4) && head.matches(head.u32le(0x3c), 'PE\0\0')
}

/** Names the text that a failed download often leaves behind, or null for anything binary. */
function textKind(head: Bytes): Lookalike | null {
  const sample = head.uncleanText(0, Math.min(head.length, 1024))
  // A text has no NUL in its first part and no other control characters than blanks and line ends.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (sample === '' || /[\x00-\x08\x0e-\x1f\x7f]/.test(sample)) return null
  const shown = Math.min(head.length, 1024)
  if (new TextEncoder().encode(sample).length < shown - 3) return null
  // A cut character at the sample's end is no proof of binary content, one before it is.
  if (sample.slice(0, -1).includes('\ufffd')) return null
  if (/^\ufeff?\s*<(!doctype html|html|head|body)/i.test(sample)) return 'html'
  if (/^\ufeff?\s*<[?!\w]/.test(sample)) return 'xml'
  if (/^\ufeff?\s*[[{]/.test(sample)) return 'json'
  return 'text'
}

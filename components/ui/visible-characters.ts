/** A stretch of text as it is, or one character that would not be seen or would reorder its neighbours. */
export type TextPiece = { kind: 'text'; text: string } | { kind: 'code'; code: string }

// Control characters, invisible formatting, bidirectional overrides and isolates, line separators,
// tags, and halves of surrogate pairs. Joiners (U+200C, U+200D) are judged by their neighbours.
const unseen =
  /[\p{Cc}\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/u
const joiners = new Set(['\u200C', '\u200D'])
// Scripts and emoji where a joiner is ordinary spelling.
const joined =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Kannada}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Oriya}]|\uFE0F/u

/**
 * Splits a text so that characters which hide or reorder can be drawn as their code.
 * A name such as `invoice<U+202E>gpj.exe` must not be able to pose as another one.
 */
export function visiblePieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  const characters = [...text]
  let plain = ''
  characters.forEach((character, index) => {
    if (!isUnseen(character, characters[index - 1], characters[index + 1])) {
      plain += character
      return
    }
    if (plain !== '') pieces.push({ kind: 'text', text: plain })
    plain = ''
    pieces.push({ kind: 'code', code: codeOf(character) })
  })
  if (plain !== '') pieces.push({ kind: 'text', text: plain })
  return pieces
}

/** The same as one string: `a<U+202E>b` becomes `a[U+202E]b`. For titles and spoken text. */
export function visibleText(text: string): string {
  return visiblePieces(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.code}]`))
    .join('')
}

/**
 * Cuts a text in two so that its end stays in sight when the beginning is shortened.
 *
 * @param tailLength Characters, as a person counts them, that the second part keeps.
 */
export function splitForMiddle(text: string, tailLength: number): [head: string, tail: string] {
  const graphemes = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  )
  // A short text gains nothing from a cut.
  if (graphemes.length <= tailLength * 2) return [text, '']
  return [graphemes.slice(0, -tailLength).join(''), graphemes.slice(-tailLength).join('')]
}

function isUnseen(character: string, before = '', after = ''): boolean {
  if (!unseen.test(character)) return false
  return !(joiners.has(character) && joined.test(before) && joined.test(after))
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

import { describe, expect, it } from 'vitest'
import { splitForMiddle, visiblePieces, visibleText } from './visible-characters'

describe('visibleText', () => {
  it.each([
    ['invoice\u202Egpj.exe', 'invoice[U+202E]gpj.exe'],
    ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
    ['line\nbreak\ttab\u0000', 'line[U+000A]break[U+0009]tab[U+0000]'],
    ['zero\u200Bwidth\uFEFF', 'zero[U+200B]width[U+FEFF]'],
    ['soft\u00ADhyphen\u007F', 'soft[U+00AD]hyphen[U+007F]'],
    ['ub\u200Duntu', 'ub[U+200D]untu'],
    ['tag\u{E0041}', 'tag[U+E0041]'],
    ['half\uD83D', 'half[U+D83D]'],
  ])('shows what would not be seen in %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it.each([
    'ubuntu-24.04-server',
    '乌班图 服务器',
    'צילום מסך',
    '👩‍💻 dev',
    'می\u200Cخواهم',
    'é\u0301',
    '',
  ])('leaves %j as it is', (text) => {
    expect(visibleText(text)).toBe(text)
  })

  it('keeps text and codes apart', () => {
    expect(visiblePieces('\u202Ea')).toEqual([
      { kind: 'code', code: 'U+202E' },
      { kind: 'text', text: 'a' },
    ])
  })
})

describe('splitForMiddle', () => {
  it('keeps the end whole', () => {
    expect(splitForMiddle('ubuntu-24.04-server-cloudimg-amd64.img', 8)).toEqual([
      'ubuntu-24.04-server-cloudimg-a',
      'md64.img',
    ])
  })

  it('does not cut a short text', () => {
    expect(splitForMiddle('cirros', 8)).toEqual(['cirros', ''])
  })

  it('does not cut through a character that is made of several', () => {
    const [head, tail] = splitForMiddle('abcdefgh👩‍💻é\u0301z', 3)
    expect(tail).toBe('👩‍💻é\u0301z')
    expect(head).toBe('abcdefgh')
  })
})

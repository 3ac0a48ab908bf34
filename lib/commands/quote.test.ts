// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such names are the point
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText, pythonText, pythonValue, shellWord, terraformText } from './quote'

const nasty = [
  "it's",
  '$HOME `id` $(id) ${x}',
  '-rf',
  '--name=x',
  'a\nb\tc\r',
  'x\u001b[201~; reboot\n',
  'gpj\u202Eexe',
  '!!',
  "!\u0007'\\",
  '~root',
  '=ls',
  '{a,b} [x] * ?',
  '"',
  '\\',
  '',
  ' ',
  '镜像 🐧',
  '#',
  'é\u200B',
  '\uD800',
]

// Pieces that mean something to a shell, between any characters at all.
const piece = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    '$',
    '`',
    '\\',
    '\n',
    '!',
    '\x1b',
    '\u202e',
    ' ',
    '-',
    '{',
    '*',
    '~',
    ';',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('').replaceAll('\0', ''))

/** What bash passes on for these words, one after the other. */
function throughBash(words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${words.map((word) => `${word} `).join('')}`
  const out = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' })
  return out.split('\0').slice(0, words.length)
}

describe('shellWord', () => {
  it('leaves plain words alone', () => {
    expect(shellWord('hw:cpu_policy=dedicated')).toBe('hw:cpu_policy=dedicated')
    expect(shellWord('./disk-1.qcow2')).toBe('./disk-1.qcow2')
    expect(shellWord('')).toBe("''")
  })

  it('bash reads every awkward text as it was', () => {
    expect(throughBash(nasty.map(shellWord))).toEqual(nasty.map((each) => each.toWellFormed()))
  })

  it('bash reads any texts as they were', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (texts) => {
        expect(throughBash(texts.map(shellWord))).toEqual(texts.map((each) => each.toWellFormed()))
      }),
      { numRuns: 60 },
    )
  })

  it('hides nothing: what it writes can be seen, save plain line ends in no case', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(shellWord(given)).not.toMatch(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u206F]/u)
      }),
    )
  })

  it('refuses a NUL', () => {
    expect(() => shellWord('a\0b')).toThrow(RangeError)
  })
})

describe('literals', () => {
  it('Python reads any texts as they were', () => {
    const texts = [...nasty, ...fc.sample(text, 300)].map((each) => each.toWellFormed())
    const script = `import json,sys\nsys.stdout.write(json.dumps([${texts.map(pythonText).join(',')}]))`
    const out = execFileSync('/usr/bin/env', ['python3', '-'], { input: script, encoding: 'utf8' })
    expect(JSON.parse(out)).toEqual(texts)
  })

  it('Python gets None, True and nested data', () => {
    expect(pythonValue({ a: [1, true, null], 'b"': 'x' })).toBe(
      '{"a": [1, True, None], "b\\"": "x"}',
    )
  })

  it('JSON stays JSON and shows what would hide', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(JSON.parse(jsonText(given))).toBe(given)
        expect(jsonText(given)).not.toMatch(/[\p{Cc}\u202A-\u202E]/u)
      }),
    )
  })

  it('Terraform gets no template and no escape it does not know', () => {
    expect(terraformText('${x} %{if} $x 100% \b')).toBe('"$${x} %%{if} $x 100% \\u0008"')
    expect(terraformText('$${x}')).toBe('"\\u0024\\u0024{x}"')
  })
})

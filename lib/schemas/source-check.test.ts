import { describe, expect, it } from 'vitest'
import { imageSchema } from './image'
import { digestIn, formatDigest, sourceCheck } from './source-check'

const md5 = 'c8fc807773e5354afe61636071771906'
const sha256 = 'ab'.repeat(32)
const sha512 = 'cd'.repeat(64)

describe('digestIn', () => {
  it.each([
    [md5, 'md5', md5],
    [`${sha512}  debian-12.qcow2`, 'sha512', sha512],
    [`${sha256} *ubuntu.img`, 'sha256', sha256],
    [`SHA512 (FreeBSD.qcow2.xz) = ${sha512.toUpperCase()}`, 'sha512', sha512],
  ])('%s', (text, algorithm, value) => {
    expect(digestIn(text)).toEqual({ algorithm, value })
  })

  it.each([
    '',
    'deadbeef',
    `${md5} ${sha256}`,
    'a'.repeat(40),
    'g'.repeat(32),
  ])('nothing certain in %s', (text) => {
    expect(digestIn(text)).toBeUndefined()
  })
})

describe('sourceCheck', () => {
  const check = (said: string | undefined, more: Record<string, unknown> = {}) =>
    sourceCheck(
      imageSchema.parse({
        id: '1',
        status: 'active',
        visibility: 'shared',
        created_at: '',
        updated_at: '',
        checksum: md5,
        os_hash_algo: 'sha512',
        os_hash_value: sha512,
        ...(said === undefined ? {} : { source_checksum: said }),
        ...more,
      }),
    )?.verdict

  it('compares with what Glance computed', () => {
    expect(check(formatDigest({ algorithm: 'md5', value: md5 }))).toBe('same')
    expect(check(`sha512:${sha512}`)).toBe('same')
    expect(check(`md5:${'0'.repeat(32)}`)).toBe('different')
    expect(check(`sha512:${'0'.repeat(128)}`)).toBe('different')
  })

  it('does not claim what cannot be known', () => {
    expect(check(`sha256:${sha256}`)).toBe('unknown')
    expect(check(`md5:${md5}`, { checksum: null })).toBe('unknown')
    expect(check(undefined)).toBeUndefined()
    expect(check('nonsense')).toBeUndefined()
    expect(check(`md5:${md5}`, { status: 'queued' })).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { loadReviewListParams, type ReviewRow } from '@/lib/schemas/review'
import { sampleRow } from './row-sample'
import { ageBracket, dataHash, familyOf, isSoundHash, type RowRule, rowRules } from './rules'

const now = Date.parse('2026-11-21T12:00:00Z')
const params = loadReviewListParams(
  new URLSearchParams({ stuck: '6', queued: '7', large: '10', old: '365', store: 'cold' }),
)
const gibibyte = 1024 ** 3
const hoursAgo = (hours: number) => new Date(now - hours * 3600_000).toISOString()
const daysAgo = (days: number) => hoursAgo(24 * days)

const cases: Array<[RowRule, string, Partial<ReviewRow>, boolean]> = [
  ['stuck', 'saving, 7 h', { status: 'saving', updated_at: hoursAgo(7) }, true],
  ['stuck', 'uploading, exactly 6 h', { status: 'uploading', updated_at: hoursAgo(6) }, true],
  ['stuck', 'importing, 5 h', { status: 'importing', updated_at: hoursAgo(5) }, false],
  ['stuck', 'active for long', { updated_at: hoursAgo(700) }, false],
  [
    'stuck',
    'old but touched',
    { status: 'saving', created_at: daysAgo(9), updated_at: hoursAgo(1) },
    false,
  ],
  ['failed-imports', 'a store named', { os_glance_failed_import: 'cold' }, true],
  ['failed-imports', 'left empty after success', { os_glance_failed_import: '' }, false],
  ['failed-imports', 'never imported', {}, false],
  ['queued', 'for 8 days', { status: 'queued', created_at: daysAgo(8) }, true],
  ['queued', 'for 6 days', { status: 'queued', created_at: daysAgo(6) }, false],
  ['queued', 'active for long', { created_at: daysAgo(80) }, false],
  ['deactivated', 'deactivated', { status: 'deactivated' }, true],
  ['deactivated', 'active', {}, false],
  ['weak-hash', 'public without hash', { visibility: 'public', os_hash_value: null }, true],
  [
    'weak-hash',
    'public with md5',
    { visibility: 'public', os_hash_algo: 'md5', os_hash_value: 'aa' },
    true,
  ],
  ['weak-hash', 'public with sha512', { visibility: 'public', os_hash_value: 'aa' }, false],
  ['weak-hash', 'private without hash', { os_hash_value: null }, false],
  ['weak-hash', 'public without data yet', { visibility: 'public', status: 'queued' }, false],
  ['large-old', 'both', { size: 10 * gibibyte, created_at: daysAgo(365) }, true],
  ['large-old', 'large only', { size: 10 * gibibyte, created_at: daysAgo(364) }, false],
  ['large-old', 'old only', { size: 10 * gibibyte - 1, created_at: daysAgo(999) }, false],
  ['large-old', 'without data', { size: null, created_at: daysAgo(999) }, false],
  ['hidden', 'hidden', { os_hidden: true }, true],
  ['hidden', 'not hidden', {}, false],
  ['in-store', 'one of two', { stores: 'fast,cold' }, true],
  ['in-store', 'a store whose name only begins so', { stores: 'cold2' }, false],
  ['in-store', 'no store told', {}, false],
]

describe('queue rules', () => {
  it.each(cases)('%s: %s', (rule, _what, change, expected) => {
    expect(rowRules[rule](sampleRow(change), { params, now })).toBe(expected)
  })
})

describe('hashes', () => {
  it.each([
    ['sha512', 'aa', true],
    ['sha256', 'aa', true],
    ['sha1', 'aa', false],
    ['md5', 'aa', false],
    [null, 'aa', false],
    ['sha512', null, false],
  ])('%s %s is sound: %s', (os_hash_algo, os_hash_value, expected) => {
    expect(isSoundHash({ os_hash_algo, os_hash_value })).toBe(expected)
  })

  it('an image without data has none, one without multihash its checksum', () => {
    expect(dataHash(sampleRow({ size: 0, os_hash_value: 'aa' }))).toBeUndefined()
    expect(dataHash(sampleRow({ size: null }))).toBeUndefined()
    expect(dataHash(sampleRow({ os_hash_value: 'aa', checksum: 'bb' }))).toBe('aa')
    expect(dataHash(sampleRow({ os_hash_value: null, checksum: 'bb' }))).toBe('bb')
  })
})

describe('ages and families', () => {
  it.each([
    [0, 'week'],
    [6.9, 'week'],
    [7, 'month'],
    [30, 'quarter'],
    [90, 'year'],
    [365, 'twoYears'],
    [730, 'older'],
  ])('%d days: %s', (days, bracket) => {
    expect(ageBracket(daysAgo(days), now)).toBe(bracket)
  })

  it('a family is distribution and version', () => {
    expect(familyOf({ os_distro: 'ubuntu', os_version: '24.04' })).toBe('ubuntu 24.04')
    expect(familyOf({ os_distro: 'arch' })).toBe('arch')
    expect(familyOf({})).toBe('')
  })
})

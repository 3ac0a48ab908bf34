import { describe, expect, it } from 'vitest'
import {
  exactBytes,
  formatBytes,
  formatClock,
  formatCount,
  formatDay,
  formatDuration,
  formatExactTime,
  formatPercent,
  formatRelative,
  formatSpeed,
} from './format'

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')
const mib = 1024 ** 2

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1,023 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [612 * mib, '612.0 MiB'],
    [mib - 1, '1.0 MiB'],
    [1024 * mib - 1, '1.0 GiB'],
    [1023.9 * mib, '1,023.9 MiB'],
    [1024 ** 4, '1.0 TiB'],
    [-1536, '-1.5 KiB'],
    [Number.MAX_SAFE_INTEGER, '8.0 PiB'],
    [2 ** 70, '1,024.0 EiB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(plain(formatBytes(bytes, 'en'))).toBe(text)
  })

  it('writes exact bytes in both languages', () => {
    expect(plain(exactBytes(641_728_512, 'en'))).toBe('641,728,512 bytes')
    expect(plain(exactBytes(1, 'en'))).toBe('1 byte')
    expect(plain(exactBytes(641_728_512, 'zh-CN'))).toBe('641,728,512字节')
  })

  it('writes speeds and counts', () => {
    expect(plain(formatSpeed(12.34 * mib, 'en'))).toBe('12.3 MiB/s')
    expect(formatCount(1284, 'en')).toBe('1,284')
  })
})

describe('formatPercent', () => {
  it.each([
    [0, '0%'],
    [0.29, '29%'],
    [0.57, '57%'],
    [0.999, '99%'],
    [1, '100%'],
  ])('writes %d as %s and never says done too early', (share, text) => {
    expect(formatPercent(share, 'en')).toBe(text)
  })
})

describe('lengths of time', () => {
  it.each([
    [0, '0 sec'],
    [0.4, '0 sec'],
    [59.6, '1 min'],
    [250, '4 min 10 sec'],
    [3600, '1 hr'],
    [3850, '1 hr 4 min'],
    [90_000, '1 day 1 hr'],
    [-5, '0 sec'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(plain(formatDuration(seconds, 'en'))).toBe(text)
  })

  it('writes them in Chinese', () => {
    expect(formatDuration(250, 'zh-CN')).toBe('4分钟 10秒')
  })

  it.each([
    [0, '0:00'],
    [9.6, '0:10'],
    [250, '4:10'],
    [3850, '1:04:10'],
    [360_000, '100:00:00'],
  ])('shows %d seconds on a clock as %s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text)
  })
})

describe('points in time', () => {
  const now = '2025-11-21T12:00:00Z'

  it.each([
    ['2025-11-21T11:59:30Z', 'now'],
    ['2025-11-21T12:00:10Z', 'now'],
    ['2025-11-21T11:59:10Z', '1 minute ago'],
    ['2025-11-21T11:00:01Z', '59 minutes ago'],
    ['2025-11-21T11:00:00Z', '1 hour ago'],
    ['2025-11-20T12:00:00Z', 'yesterday'],
    ['2025-11-21T14:00:00Z', 'in 2 hours'],
    ['2025-11-10T12:00:00Z', 'last week'],
    ['2025-09-01T12:00:00Z', '2 months ago'],
    ['2020-01-01T00:00:00Z', '5 years ago'],
    ['not a time', ''],
  ])('sees %s as %s', (time, text) => {
    expect(formatRelative(time, now, 'en')).toBe(text)
  })

  it('sees them in Chinese', () => {
    expect(formatRelative('2025-11-21T11:55:00Z', now, 'zh-CN')).toBe('5分钟前')
  })

  it('takes a time without zone as UTC, as Glance means it', () => {
    expect(formatRelative('2025-11-21T11:55:00.000000', now, 'en')).toBe('5 minutes ago')
  })

  it('names the zone of an exact time', () => {
    expect(plain(formatExactTime(now, 'en', 'Asia/Shanghai'))).toBe(
      'Nov 21, 2025, 8:00:00 PM GMT+8',
    )
    expect(plain(formatExactTime(now, 'zh-CN', 'UTC'))).toBe('2025年11月21日 UTC 12:00:00')
    expect(formatExactTime('soon', 'en')).toBe('')
  })

  it('writes a day', () => {
    expect(formatDay(now, 'en', 'UTC')).toBe('Nov 21, 2025')
    expect(formatDay('', 'en')).toBe('')
  })
})

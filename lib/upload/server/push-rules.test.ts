import { describe, expect, it } from 'vitest'
import { appError } from '@/lib/errors'
import { afterError, backOffMs, REFUSALS } from './push-rules'

describe('what follows from an error', () => {
  it.each([
    ['unauthenticated', 'sign_in'],
    ['forbidden', 'fail'],
    ['not_found', 'fail'],
    ['gone', 'fail'],
    ['too_large', 'fail'],
    ['over_quota', 'fail'],
    ['conflict', 'again'],
    ['upstream_down', 'again'],
    ['timed_out', 'again'],
    ['throttled', 'again'],
  ] as const)('%s: %s', (code, next) => {
    expect(afterError(appError(code), 0)).toBe(next)
  })

  it('counts only faults of Glance itself, up to a limit', () => {
    const fault = appError('upstream_down', { extra: { upstreamStatus: 500 } })
    expect(afterError(fault, 0)).toBe('refused')
    expect(afterError(fault, REFUSALS - 1)).toBe('fail')
    const busy = appError('upstream_down', { extra: { upstreamStatus: 503 } })
    expect(afterError(busy, REFUSALS)).toBe('again')
  })

  it('fails for what nobody foresaw, and for a conflict that is final', () => {
    expect(afterError(new TypeError('oops'), 0)).toBe('fail')
    expect(afterError(appError('conflict', { extra: { final: true } }), 0)).toBe('fail')
  })
})

describe('back-off', () => {
  it('doubles from half a second to half a minute, with jitter below', () => {
    const longest = (failures: number) => backOffMs(failures, () => 1)
    expect([0, 1, 2, 3].map(longest)).toEqual([500, 1000, 2000, 4000])
    expect(longest(50)).toBe(30_000)
    expect(backOffMs(3, () => 0)).toBe(2000)
  })
})

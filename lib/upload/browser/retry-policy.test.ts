import { describe, expect, it } from 'vitest'
import { appError } from '@/lib/errors'
import { backoff, judgeError, judgeStatus } from './retry-policy'

describe('answers to tus requests', () => {
  it.each([408, 409, 423, 429, 460, 500, 502, 503, 504])('%i passes', (status) => {
    expect(judgeStatus(status, null, null, true)).toMatchObject({ kind: 'wait', reason: 'server' })
  })
  it.each([400, 403, 404, 410, 413, 415])('%i ends it', (status) => {
    expect(judgeStatus(status, null, null, true).kind).toBe('fail')
  })
  it('tells a dead link from a dead server', () => {
    expect(judgeStatus(0, null, null, false)).toMatchObject({ reason: 'offline' })
    expect(judgeStatus(0, null, null, true)).toMatchObject({ reason: 'server' })
  })
  it('waits for a sign-in instead of failing', () => {
    expect(judgeStatus(401, null, null, true)).toMatchObject({ kind: 'wait', reason: 'sign_in' })
  })
  it('keeps the sentence and the request id of the server', () => {
    const problem = appError('over_quota', { detail: 'no room', requestId: 'req-1' })
    expect(judgeStatus(413, problem, null, true)).toEqual({
      kind: 'fail',
      failure: { code: 'over_quota', detail: 'no room', requestId: 'req-1', during: 'sending' },
    })
  })
  it('obeys Retry-After in seconds', () => {
    expect(judgeStatus(503, null, '12', true)).toMatchObject({ retryAfter: 12 })
    expect(judgeStatus(503, null, 'Wed, 21 Oct', true)).toMatchObject({ retryAfter: null })
  })
})

it('errors of JSON routes', () => {
  expect(judgeError(appError('unauthenticated'), 'creating', true)).toMatchObject({
    reason: 'sign_in',
  })
  const dashboard = appError('upstream_down', { extra: { dashboard: true } })
  expect(judgeError(dashboard, 'creating', false)).toMatchObject({ reason: 'offline' })
  expect(judgeError(dashboard, 'creating', true)).toMatchObject({ reason: 'server' })
  expect(judgeError(appError('conflict'), 'creating', true)).toMatchObject({ kind: 'fail' })
  expect(judgeError(new Error('bug'), 'creating', true)).toMatchObject({
    failure: { code: 'internal' },
  })
})

it('backs off from half a second to a minute, and never more than asked', () => {
  expect(backoff(0, 0.5)).toBe(500)
  expect(backoff(3, 0.5)).toBe(4000)
  expect(backoff(50, 0.5)).toBe(60_000)
  expect(backoff(3, 0)).toBe(3200)
  expect(backoff(3, 0.5, 9)).toBe(9000)
  expect(backoff(0, 0.5, 100_000)).toBe(600_000)
})

import { describe, expect, it } from 'vitest'
import { sentenceOf, upstreamError } from './upstream-error'

describe('sentenceOf', () => {
  it.each([
    [
      'Keystone JSON',
      '{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}',
      'The request you have made requires authentication.',
    ],
    [
      'Glance JSON with a break inside',
      '{"message":"No image found with ID 1<br /><br />\\n\\n","code":"404 Not Found","title":"Not Found"}',
      'No image found with ID 1',
    ],
    [
      'Glance HTML',
      '<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1>Image &quot;a&quot; is protected.<br /><br /></body></html>',
      'Image "a" is protected.',
    ],
    ['plain text', 'Quota exceeded\n', 'Quota exceeded'],
    ['numeric entities', '{"message":"it&#39;s &#x4f60;"}', "it's 你"],
    ['an entity that is no character', '{"message":"&#x110000; end"}', '&#x110000; end'],
  ])('reads %s', (_, body, sentence) => {
    expect(sentenceOf(body)).toBe(sentence)
  })

  it.each([
    '',
    '  ',
    '{}',
    '{"error":{}}',
    '<html><body><h1>502 Bad Gateway</h1></body></html>',
  ])('finds none in %j', (body) => {
    expect(sentenceOf(body)).toBeUndefined()
  })

  it('never passes markup on', () => {
    expect(
      sentenceOf(
        '<html><body><script>alert(1)</script><img src=x onerror=alert(1)>down</body></html>',
      ),
    ).toBe('down')
  })

  it('cuts a page-long text', () => {
    expect(sentenceOf('x'.repeat(100_000))?.length).toBe(1000)
  })
})

describe('upstreamError', () => {
  it.each([
    [400, 'invalid', 400],
    [401, 'unauthenticated', 401],
    [403, 'forbidden', 403],
    [404, 'not_found', 404],
    [409, 'conflict', 409],
    [410, 'gone', 410],
    [413, 'too_large', 413],
    [415, 'unsupported', 415],
    [429, 'throttled', 429],
    [500, 'upstream_down', 502],
    [503, 'upstream_down', 503],
    [418, 'upstream_odd', 502],
  ] as const)('makes of %i a %s with status %i', (upstream, code, status) => {
    expect(upstreamError(upstream, '')).toMatchObject({
      code,
      status,
      extra: { upstreamStatus: upstream },
    })
  })

  it('tells a quota from a size limit', () => {
    expect(
      upstreamError(
        413,
        '{"message":"Denying attempt to upload image because it exceeds the quota."}',
      ).code,
    ).toBe('over_quota')
  })

  it('keeps the request id and the time to wait', () => {
    expect(upstreamError(503, 'busy', 'req-1', 7)).toMatchObject({
      requestId: 'req-1',
      detail: 'busy',
      extra: { retryAfter: 7 },
    })
  })
})

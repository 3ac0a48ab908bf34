import { describe, expect, it } from 'vitest'
import { cleanSpan } from './tracing'

describe('a span before it is sent', () => {
  it('says no query, token, password or place of a store', () => {
    const token = `gAAAA${'x'.repeat(60)}`
    const span = {
      attributes: {
        'http.target': '/p/1/images?q=secret+project#x',
        'http.url': 'http://me:swordfish@keystone:5000/v3?token=abc',
        'next.route': '/p/[scope]/images',
        'http.status_code': 200,
        other: `saw ${token}`,
      },
      events: [
        {
          name: 'exception',
          time: [0, 0] as [number, number],
          attributes: { 'exception.message': `no ${token} at file:///var/lib/glance/1` },
        },
      ],
      status: { code: 2, message: token },
    }
    cleanSpan(span)
    expect(span.attributes).toEqual({
      'http.target': '/p/1/images',
      'http.url': 'http://[removed]@keystone:5000/v3',
      'next.route': '/p/[scope]/images',
      'http.status_code': 200,
      other: 'saw [token]',
    })
    expect(JSON.stringify(span)).not.toMatch(/gAAAA|swordfish|secret|var\/lib/)
  })
})

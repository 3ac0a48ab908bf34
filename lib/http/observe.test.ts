import { describe, expect, it } from 'vitest'
import { routeOf } from './observe'

const at = (path: string) => `http://127.0.0.1:3000${path}`

describe('routeOf', () => {
  it.each([
    ['/api/p/P/images', { scope: 'P' }, 'images'],
    ['/api/p/P%40R/images/7', { scope: 'P%40R', imageId: '7' }, 'images/{imageId}'],
    [
      '/api/p/P/images/7/tags/a%2Fb',
      { scope: 'P', imageId: '7', tag: 'a%2Fb' },
      'images/{imageId}/tags/{tag}',
    ],
    ['/api/p/P/uploads/U', { scope: 'P', uploadId: ['U'] }, 'uploads/{uploadId}'],
    // Somebody calls an image after a word of the path: no such label may come of it.
    [
      '/api/p/P/images/members/members',
      { scope: 'P', imageId: 'members' },
      'images/{imageId}/members',
    ],
    ['/api/p/images/images/images', { scope: 'images', imageId: 'images' }, 'images/{imageId}'],
    ['/api/projects', {}, 'projects'],
  ])('%s', (path, params, route) => {
    expect(routeOf(at(path), params)).toBe(route)
  })
})

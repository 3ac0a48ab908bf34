import { describe, expect, it } from 'vitest'
import { actionOf } from './audit'

describe('actionOf', () => {
  it.each([
    ['POST', 'images', 'images.create'],
    ['PATCH', 'images/{imageId}', 'images.update'],
    ['DELETE', 'images/{imageId}', 'images.delete'],
    ['POST', 'images/{imageId}/deactivate', 'images.deactivate'],
    ['POST', 'images/{imageId}/members', 'images.members.create'],
    ['PUT', 'images/{imageId}/members/{memberId}', 'images.members.set'],
    ['DELETE', 'images/{imageId}/tags/{tag}', 'images.tags.delete'],
    ['DELETE', 'uploads/{uploadId}', 'uploads.delete'],
    ['DELETE', 'sessions', 'sessions.delete'],
  ])('%s %s is %s', (method, route, action) => {
    expect(actionOf(method, route)).toBe(action)
  })
})

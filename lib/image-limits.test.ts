import { describe, expect, it } from 'vitest'
import { appError } from './errors'
import { limitsAfter, usualLimits } from './image-limits'

const refusal = (detail: string) => appError('too_large', { detail })

describe('limits that Glance names when it refuses', () => {
  it.each([
    [
      'tags',
      'The limit has been exceeded on the number of allowed image tags. Attempted: 11, Maximum: 10',
    ],
    [
      'properties',
      'The limit has been exceeded on the number of allowed image properties. Attempted: 6, Maximum: 10',
    ],
    [
      'members',
      'Image member limit exceeded for image 1: The limit has been exceeded on the number of allowed image members for this image. Attempted: 11, Maximum: 10:',
    ],
  ] as const)('learns that of %s', (what, detail) => {
    expect(limitsAfter(refusal(detail), usualLimits)).toEqual({
      ...usualLimits,
      [what]: { most: 10, isNamed: true },
    })
  })

  it('learns nothing from other refusals', () => {
    const others = [
      refusal('The limit has been exceeded on the number of allowed image locations. Maximum: 10'),
      refusal('Size is too large'),
      appError('conflict', { detail: 'allowed image tags Maximum: 10' }),
      new Error('allowed image tags Maximum: 10'),
    ]
    for (const error of others) expect(limitsAfter(error, usualLimits)).toBe(usualLimits)
  })
})

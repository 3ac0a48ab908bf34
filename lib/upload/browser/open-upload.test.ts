import { expect, it } from 'vitest'
import { encodeMetadata } from './open-upload'

it('writes metadata as tus wants it, in UTF-8', () => {
  const text = encodeMetadata({ imageId: 'a-b', filename: '镜像 ünd.img', sha512: undefined })
  const pairs = text.split(',').map((pair) => pair.split(' '))
  expect(pairs.map(([key]) => key)).toEqual(['imageId', 'filename'])
  expect(Buffer.from(pairs[1]?.[1] ?? '', 'base64').toString()).toBe('镜像 ünd.img')
})

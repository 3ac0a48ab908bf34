import { describe, expect, it } from 'vitest'
import { seal, unseal } from './seal'

const secret = 'a secret that is long enough for it'

describe('sealed tokens', () => {
  it('open with the same secret for the same upload', () => {
    const sealed = seal(secret, 'upload-1', 'gAAAAAtoken')
    expect(sealed).not.toContain('gAAAAA')
    expect(unseal(secret, 'upload-1', sealed)).toBe('gAAAAAtoken')
  })

  it('never look the same twice', () => {
    expect(seal(secret, 'u', 'token')).not.toBe(seal(secret, 'u', 'token'))
  })

  it('stay shut for another secret, another upload, or when touched', () => {
    const sealed = seal(secret, 'upload-1', 'gAAAAAtoken')
    expect(unseal('another secret', 'upload-1', sealed)).toBeUndefined()
    expect(unseal(secret, 'upload-2', sealed)).toBeUndefined()
    const touched = Buffer.from(sealed, 'base64')
    touched[touched.length - 1] = (touched.at(-1) ?? 0) ^ 1
    expect(unseal(secret, 'upload-1', touched.toString('base64'))).toBeUndefined()
    expect(unseal(secret, 'upload-1', '')).toBeUndefined()
  })
})

import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { patchOperations } from '@/lib/image-changes'
import { createImageSchema, imageRowSchema, imageSchema, patchImageSchema } from './image'
import { loadImageListParams } from './image-list'
import { upstreamQuery } from './image-query'
import { addMemberSchema, setMemberStatusSchema } from './member'
import { signInSchema } from './session'

vi.setConfig({ testTimeout: 60_000 })

// Any JSON, with the keys that break careless code more often than chance would have it.
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'name', 'tags', 'changes', 'value'),
)
const { any } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('any')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}))
const json = any.map((value) => JSON.parse(JSON.stringify(value)) as unknown)

describe('whatever is sent', () => {
  const schemas = {
    createImageSchema,
    patchImageSchema,
    addMemberSchema,
    setMemberStatusSchema,
    signInSchema,
    imageSchema,
    imageRowSchema,
  }
  it.each(Object.entries(schemas))('%s takes it or refuses it, and never throws', (_, schema) => {
    fc.assert(
      fc.property(json, (value) => {
        const parsed = schema.safeParse(value)
        if (!parsed.success) expect(parsed.error.issues.length).toBeGreaterThan(0)
        expect(Object.prototype).not.toHaveProperty('polluted')
      }),
      { numRuns: 500 },
    )
  })

  it('a list’s address is read, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.string({ unit: 'binary' }))), (pairs) => {
        const params = loadImageListParams(new URLSearchParams(pairs))
        expect(upstreamQuery(params).every(([name]) => /^[a-z_]+$/.test(name))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('JSON patch', () => {
  const changeable = fc.record({
    key: fc.oneof(key, fc.string({ unit: 'binary', minLength: 1, maxLength: 255 })),
    value: fc.oneof(fc.string(), fc.constant(null)),
  })

  it('names exactly the key that was meant', () => {
    fc.assert(
      fc.property(fc.array(changeable), (changes) => {
        const operations = patchOperations(changes)
        expect(operations).toHaveLength(changes.length)
        for (const [index, { path, op }] of operations.entries()) {
          // RFC 6901: one token, `~1` for `/` and `~0` for `~`, read back in this order.
          expect(path.startsWith('/')).toBe(true)
          expect(path.slice(1)).not.toContain('/')
          const read = path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
          expect(read).toBe(changes[index]?.key)
          expect(['add', 'replace', 'remove']).toContain(op)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

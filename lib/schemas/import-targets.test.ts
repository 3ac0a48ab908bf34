import { describe, expect, it } from 'vitest'
import { defaultTargets, importTargetsSchema, toTargets } from './import-targets'

const stores = [{ id: 'web', 'read-only': 'true' }, { id: 'cold' }, { id: 'fast', default: 'true' }]

describe('the stores of an import', () => {
  it('begin with the default one and leave out those that only read', () => {
    expect(defaultTargets(stores)).toMatchObject({ stores: ['fast'], hasStores: true })
    expect(defaultTargets([{ id: 'one' }])).toMatchObject({ stores: ['one'], hasStores: false })
    expect(defaultTargets([])).toMatchObject({ stores: [], hasStores: false })
  })

  it('are not named where there is no choice', () => {
    expect(toTargets(defaultTargets([{ id: 'one' }]))).toEqual({})
  })

  it('are named, or all of them, and may be taken in part', () => {
    const values = defaultTargets(stores)
    expect(toTargets({ ...values, keepPartial: true })).toEqual({ stores: ['fast'] })
    expect(toTargets({ ...values, stores: ['fast', 'cold'], keepPartial: true })).toEqual({
      stores: ['fast', 'cold'],
      all_stores_must_succeed: false,
    })
    expect(toTargets({ ...values, allStores: true })).toEqual({ all_stores: true })
  })

  it('must be at least one', () => {
    const none = { ...defaultTargets(stores), stores: [] }
    expect(importTargetsSchema.safeParse(none).success).toBe(false)
    expect(importTargetsSchema.safeParse({ ...none, allStores: true }).success).toBe(true)
  })
})

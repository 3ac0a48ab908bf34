import { expect, it } from 'vitest'
import { metadefObjectSchema } from './metadef'
import { definitionFormOf } from './metadef-form'
import { withoutProperty, withProperty, withWords } from './metadef-object-change'

const object = metadefObjectSchema.parse({
  name: 'O',
  description: 'first',
  required: ['a'],
  properties: { a: { title: 'A', type: 'string' }, b: { title: 'B', type: 'boolean' } },
  self: '/x',
  created_at: '2026-01-01T00:00:00Z',
})
const b = { title: 'B', type: 'boolean' }

it('changes one property under a new name and keeps the others', () => {
  const form = { ...definitionFormOf('a', object.properties?.a, true), name: 'a2' }
  expect(withProperty(object, 'a', form)).toEqual({
    name: 'O',
    description: 'first',
    required: ['a2'],
    properties: { a2: { title: 'A', type: 'string' }, b },
  })
})

it('adds a property, and one that is no longer required', () => {
  const form = definitionFormOf('c', { type: 'integer', title: 'C' })
  expect(Object.keys(withProperty(object, undefined, form).properties ?? {})).toEqual([
    'a',
    'b',
    'c',
  ])
  expect(withProperty(object, 'a', definitionFormOf('a', object.properties?.a)).required).toEqual(
    [],
  )
})

it('takes a property off, also from those required', () => {
  expect(withoutProperty(object, 'a')).toEqual({
    name: 'O',
    description: 'first',
    required: [],
    properties: { b },
  })
})

it('changes the words', () => {
  expect(withWords(object, { name: 'P', description: '' })).toMatchObject({
    name: 'P',
    properties: { b },
  })
  expect(withWords(object, { name: 'P', description: '' })).not.toHaveProperty('description')
  expect(withWords(undefined, { name: 'N', description: 'd' })).toEqual({
    name: 'N',
    description: 'd',
    properties: {},
  })
})

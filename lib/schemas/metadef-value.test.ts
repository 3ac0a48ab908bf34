import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Definition } from './metadef'
import {
  defaultValueOf,
  inputKindOf,
  listOf,
  listText,
  sentValue,
  valueFault,
} from './metadef-value'

const of = (definition: Partial<Definition>): Definition => ({ title: 'T', ...definition })

describe('inputKindOf', () => {
  it.each([
    ['choice', { type: 'string', enum: ['a'] }],
    ['choice', { type: 'integer', enum: ['1', '2'] }],
    ['text', { type: 'string', enum: [] }],
    ['boolean', { type: 'boolean' }],
    ['integer', { type: 'integer' }],
    ['number', { type: 'number' }],
    ['list', { type: 'array', enum: ['a'] }],
    ['object', { type: 'object' }],
    ['text', { type: 'word of a newer Glance' }],
    ['text', { type: null }],
  ])('%s', (kind, definition) => {
    expect(inputKindOf(of(definition))).toBe(kind)
  })
})

describe('valueFault', () => {
  const size = of({ type: 'integer', minimum: 1, maximum: 8 })
  const uuid = of({ type: 'string', pattern: '^[0-9a-f]{8}$' })
  const list = of({ type: 'array', items: { type: 'string', enum: ['a', 'b'] }, maxItems: 2 })
  it.each<[Definition, string, string | undefined]>([
    [size, '1', undefined],
    [size, ' 8 ', undefined],
    [size, '0', 'tooSmall'],
    [size, '9', 'tooLarge'],
    [size, '1.5', 'wholeNumber'],
    [size, '1e1', 'wholeNumber'],
    [size, 'many', 'wholeNumber'],
    [size, '', 'required'],
    [of({ type: 'integer', maximum: 0 }), '1', 'tooLarge'],
    [of({ type: 'number', minimum: 0 }), '1.25', undefined],
    [of({ type: 'number' }), '0x10', 'number'],
    [of({ type: 'number' }), 'Infinity', 'number'],
    [of({ type: 'number', minimum: 0 }), '-.5', 'tooSmall'],
    [of({ type: 'string', enum: ['bios', 'uefi'] }), 'uefi', undefined],
    [of({ type: 'string', enum: ['bios', 'uefi'] }), 'UEFI', 'choice'],
    [of({ type: 'string', enum: ['bios', 'uefi'] }), '', 'required'],
    [of({ type: 'boolean' }), 'True', undefined],
    [of({ type: 'boolean' }), 'perhaps', 'boolean'],
    [uuid, '0123abcd', undefined],
    [uuid, '0123ABCD', 'pattern'],
    [of({ type: 'string', pattern: '(?P<name>x)' }), 'y', undefined],
    [of({ type: 'string', minLength: 2 }), 'a', 'tooShort'],
    [of({ type: 'string', minLength: 2 }), '', 'required'],
    [of({ type: 'string', maxLength: 2 }), '标签名', 'tooLong'],
    [of({ type: 'string', maxLength: 1 }), '😀', undefined],
    [of({ type: 'string' }), '', undefined],
    [list, 'a,b', undefined],
    [list, 'a,c', 'choice'],
    [list, 'a,b,a', 'tooMany'],
    [list, ' , ', 'required'],
    [of({ type: 'array', uniqueItems: true }), 'x,x', 'twice'],
    [of({ type: 'array', minItems: 2 }), 'x', 'tooFew'],
    [of({ type: 'object' }), '{"a": 1}', undefined],
    [of({ type: 'object' }), '[1]', 'object'],
  ])('%j with "%s" is %s', (definition, value, fault) => {
    expect(valueFault(definition, value)?.fault).toBe(fault)
  })

  it('tells the limit that was passed', () => {
    expect(valueFault(size, '9')).toEqual({ fault: 'tooLarge', limit: 8 })
  })

  it('takes every whole number inside the bounds and none outside', () => {
    fc.assert(
      fc.property(fc.integer(), (number) => {
        expect(valueFault(size, String(number)) === undefined).toBe(number >= 1 && number <= 8)
      }),
    )
  })
})

describe('lists', () => {
  it('are read with and without an operator', () => {
    const definition = of({ type: 'array', operators: ['<in>', '<or>'] })
    expect(listOf(definition, '<or> a, b')).toEqual(['a', 'b'])
    expect(listOf(definition, 'a,b')).toEqual(['a', 'b'])
    expect(listText(definition, ['a', 'b'])).toBe('<in> a,b')
    expect(listText(of({ type: 'array' }), ['a', 'b'])).toBe('a,b')
    expect(listText(definition, [])).toBe('')
  })
})

describe('defaults and what is sent', () => {
  it.each([
    [of({ type: 'integer', default: 3 }), '3'],
    [of({ type: 'boolean', default: 'False' }), 'false'],
    [of({ type: 'boolean', default: true }), 'true'],
    [of({ type: 'array', default: ['a', 'b'] }), 'a,b'],
    [of({ type: 'string' }), ''],
    [of({ type: 'string', default: { odd: 1 } }), ''],
  ])('%j begins with "%s"', (definition, text) => {
    expect(defaultValueOf(definition)).toBe(text)
  })

  it('sends numbers without blanks and one spelling of yes', () => {
    expect(sentValue(of({ type: 'integer' }), ' 4 ')).toBe('4')
    expect(sentValue(of({ type: 'boolean' }), 'Yes')).toBe('true')
    expect(sentValue(of({ type: 'string' }), ' kept ')).toBe(' kept ')
  })
})

import { describe, expect, it } from 'vitest'
import {
  type DefinitionForm,
  definitionFormOf,
  definitionFormSchema,
  definitionOfForm,
} from './metadef-form'

const form = (more: Partial<DefinitionForm>): DefinitionForm => ({
  ...definitionFormOf('p', { type: 'string', title: 'P' }),
  ...more,
})
const faults = (more: Partial<DefinitionForm>) =>
  definitionFormSchema.safeParse(form(more)).error?.issues.map(({ path }) => path.join('.'))

describe('definitionOfForm', () => {
  it('sends the limits that fit the type, and no others', () => {
    const all = { minimum: 1, maximum: 2, maxLength: 3, maxItems: 4, pattern: 'x', choices: ['a'] }
    expect(definitionOfForm(form({ ...all, type: 'integer' }))).toEqual({
      title: 'P',
      type: 'integer',
      enum: ['a'],
      minimum: 1,
      maximum: 2,
    })
    expect(definitionOfForm(form({ ...all, type: 'array' }))).toEqual({
      title: 'P',
      type: 'array',
      items: { type: 'string', enum: ['a'] },
      maxItems: 4,
    })
    expect(definitionOfForm(form({ ...all, type: 'boolean' }))).toEqual({
      title: 'P',
      type: 'boolean',
    })
  })

  it('keeps what it does not show', () => {
    const before = {
      type: 'array',
      title: 'L',
      operators: ['<or>'],
      items: { type: 'integer', enum: ['1', '2'] },
      additionalItems: false,
    }
    expect(definitionOfForm(definitionFormOf('l', before), before)).toEqual(before)
  })
})

describe('definitionFormSchema', () => {
  it.each<[Partial<DefinitionForm>, string[] | undefined]>([
    [{}, undefined],
    [{ name: ' ' }, ['name']],
    [{ name: 'x'.repeat(81) }, ['name']],
    [{ title: '' }, ['title']],
    [{ type: 'integer', minimum: 3, maximum: 2 }, ['maximum']],
    [{ type: 'string', minimum: 3, maximum: 2 }, undefined],
    [{ type: 'integer', minimum: Number.NaN }, ['minimum']],
    [{ type: 'integer', minimum: 1.5 }, ['minimum']],
    [{ pattern: '(' }, ['pattern']],
    [{ type: 'integer', maximum: 4, default: '5' }, ['default']],
    [{ choices: ['a', ''], default: 'b' }, ['default']],
    [{ choices: ['a', ''], default: 'a' }, undefined],
  ])('%j complains about %j', (more, fields) => {
    expect(faults(more)).toEqual(fields)
  })
})

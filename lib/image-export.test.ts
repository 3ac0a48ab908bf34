import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exportColumns, imageListWriter } from './image-export'
import { type ImageRow, imageRowSchema } from './schemas/image'

const row = (over: Partial<ImageRow>): ImageRow =>
  imageRowSchema.parse({
    id: 'i',
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...over,
  })
const written = (writer: ReturnType<typeof imageListWriter>, ...pages: ImageRow[][]) =>
  writer.head + pages.map(writer.rows).join('') + writer.tail

describe('the list as CSV', () => {
  it('has the asked columns in the asked order, quoted where needed', () => {
    const rows = [
      row({ name: 'a, "b"', size: 0, protected: true, tags: ['x', 'y'] }),
      row({ name: '中文' }),
    ]
    const columns = ['size', 'name', 'nonsense', 'protected', 'tags']
    expect(written(imageListWriter('csv', columns), rows)).toBe(
      'size,name,protected,tags\r\n0,"a, ""b""",true,"x, y"\r\n,中文,false,\r\n',
    )
  })

  it('keeps a spreadsheet from running a name as a formula', () => {
    for (const name of ['=cmd()', '+1', '-1', '@x', '\tx', '＝1']) {
      const [, line] = written(imageListWriter('csv', ['name']), [row({ name })]).split('\r\n')
      expect(line?.replace(/^"/, '')).toMatch(/^'/)
    }
  })

  it('lets no name begin a cell or a row inside its own, whatever the reader parts them by', () => {
    for (const name of ['a;=1', 'a\t=1', 'a\r=1', 'a\n=1', 'a\r\n@x', ';=1', 'a; -1']) {
      const tags = [name, name]
      const text = written(imageListWriter('csv', ['id', 'name', 'tags']), [row({ name, tags })])
      for (const part of text.split(/[;\t\r\n]/)) expect(part).not.toMatch(/^"?\s*[=+\-@]/)
      expect(text.replace(/"[^"]*"/g, '').split(/\r\n/)).toHaveLength(3)
    }
  })

  it('begins with the mark of UTF-8 only for spreadsheets', () => {
    expect(imageListWriter('csv', ['id'], true).head).toBe('\uFEFFid\r\n')
    expect(imageListWriter('csv', ['id']).head).toBe('id\r\n')
  })
})

describe.each(['json', 'yaml'] as const)('the list as %s', (format) => {
  const read = (text: string): unknown => (format === 'json' ? JSON.parse(text) : parse(text))

  it('is one list, however many pieces it came in', () => {
    const pages = [[row({ id: '1' }), row({ id: '2' })], [], [row({ id: '3' })]]
    expect(read(written(imageListWriter(format, ['id', 'tags']), ...pages))).toEqual([
      { id: '1', tags: [] },
      { id: '2', tags: [] },
      { id: '3', tags: [] },
    ])
  })

  it('has every field when none is asked for, with its own type', () => {
    const text = written(imageListWriter(format), [
      row({ name: 'no: "yes"\n', size: 5, protected: true }),
    ])
    const [first] = read(text) as Array<Record<string, unknown>>
    expect(Object.keys(first ?? {})).toEqual(exportColumns)
    expect(first).toMatchObject({ name: 'no: "yes"\n', size: 5, protected: true, owner: null })
  })
})

it('an empty list is still a list', () => {
  expect(JSON.parse(written(imageListWriter('json')))).toEqual([])
  expect(written(imageListWriter('csv', ['id']))).toBe('id\r\n')
})

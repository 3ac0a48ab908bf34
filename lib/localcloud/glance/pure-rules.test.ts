import { describe, expect, test } from 'vitest'
import { isoTime, parseIsoTime } from './clock'
import { errorFormat, HttpError, renderError } from './http-error'
import { parsePatch, parsePointer } from './json-patch'
import { schemaFailure } from './json-schema'
import { splitQuoted } from './list-filters'
import { parseListQuery } from './list-query'
import { mayUseProperty, parsePropertyRules } from './property-protection'
import { dumpJson } from './python-json'
import { parsePythonInt, prettyPrint, repr, titleCase, urlEncode } from './python-text'
import { Params } from './query-params'
import { requestedRange } from './range'
import { imageSchema } from './schema-image'

describe('times', () => {
  test.each([
    ['2026', '2026-01-01T00:00:00Z'],
    ['2026-02-03', '2026-02-03T00:00:00Z'],
    ['20260203', '2026-02-03T00:00:00Z'],
    ['2026-02-03T10:20:30Z', '2026-02-03T10:20:30Z'],
    ['2026-02-03 10:20', '2026-02-03T10:20:00Z'],
    ['2026-02-03T10:20:30+02:00', '2026-02-03T08:20:30Z'],
    ['2026-02-03T10:20:30.5-0130', '2026-02-03T11:50:30Z'],
  ])('%s is read as %s', (text, expected) => {
    expect(isoTime(parseIsoTime(text) ?? 0)).toBe(expected)
  })

  test.each([
    '',
    'x',
    '202602',
    '2026-13-01',
    '2026-02-30',
    '2026-02-03T25:00',
    'gt:2026',
  ])('%s is no time', (text) => {
    expect(parseIsoTime(text)).toBeUndefined()
  })
})

describe("Python's way of writing", () => {
  test('JSON has blanks after commas and colons', () => {
    expect(dumpJson({ a: [1, 'é'], b: null, c: undefined })).toBe('{"a": [1, "é"], "b": null}')
    expect(dumpJson('é\u{1f600}', true)).toBe('"\\u00e9\\ud83d\\ude00"')
  })

  test('values are quoted as in source text', () => {
    expect(repr({ a: [true, null, 1.5, "it's"] })).toBe("{'a': [True, None, 1.5, \"it's\"]}")
  })

  test('a long text is cut into literals below each other', () => {
    const description = 'A set of URLs to access the image file kept in external store'
    expect(prettyPrint({ type: 'array', description })).toBe(
      "{'description': 'A set of URLs to access the image file kept in '\n                'external store',\n 'type': 'array'}",
    )
  })

  test('numbers, titles and query strings', () => {
    expect(parsePythonInt(' +1_0 ')).toBe(10)
    expect(parsePythonInt('1.0')).toBeUndefined()
    expect(titleCase('os_distro')).toBe('Os_Distro')
    expect(urlEncode([['a b', "c'/é"]])).toBe('a+b=c%27%2F%C3%A9')
  })
})

describe('schema sentences', () => {
  test('a wrong type is told with the schema and the value', () => {
    expect(schemaFailure({ name: 1 }, imageSchema)).toBe(
      "1 is not of type 'null', 'string'\n\nFailed validating 'type' in schema['properties']['name']:\n    {'description': 'Descriptive name for the image',\n     'maxLength': 255,\n     'type': ['null', 'string']}\n\nOn instance['name']:\n    1",
    )
  })

  test('among equals the value of a wrong type is named', () => {
    expect(schemaFailure({ visibility: 'xx', foo: 4 }, imageSchema)).toMatch(
      /^4 is not of type 'string'\n\nFailed validating 'type' in schema\['additionalProperties'\]/,
    )
  })

  test('length counts characters, not code units', () => {
    expect(schemaFailure({ name: '漢'.repeat(255) }, imageSchema)).toBeUndefined()
    expect(schemaFailure({ name: 'a'.repeat(256) }, imageSchema)).toContain('is too long')
  })
})

describe('errors', () => {
  test.each([
    [undefined, 'plain'],
    ['*/*', 'html'],
    ['application/json', 'json'],
    ['text/*', 'html'],
    ['application/json;q=0.5, text/html;q=0.1', 'json'],
    ['application/xml', 'plain'],
  ])('Accept %s gives %s', (accept, format) => {
    expect(errorFormat(accept)).toBe(format)
  })

  test('explanation and detail stand where the framework puts them', () => {
    const request = { method: 'GET', contentType: '', accept: 'application/json' }
    const conflict = new HttpError(409, { detail: 'Property x does not exist.' })
    expect(JSON.parse(renderError(conflict, request).body)).toEqual({
      message:
        'There was a conflict when trying to complete your request.<br /><br />\nProperty x does not exist.\n\n',
      code: '409 Conflict',
      title: 'Conflict',
    })
    const html = renderError(new HttpError(400, { explanation: "<'>" }), {
      ...request,
      accept: '*/*',
    })
    expect(html.body).toContain('  &lt;&#x27;&gt;<br /><br />\n\n\n\n </body>')
  })
})

describe('list parameters', () => {
  test('quotes protect commas', () => {
    expect(splitQuoted('"e,psi",eta')).toEqual(['e,psi', 'eta'])
    expect(() => splitQuoted('x"a"')).toThrow('no comma before opening')
    expect(() => splitQuoted('"a"x')).toThrow('no comma after closing')
    expect(() => splitQuoted('"a')).toThrow('not closed')
  })

  test('the second limit is a property filter', () => {
    const query = parseListQuery(Params.parse('limit=1&limit=2&tag=a&tag=b'))
    expect(query.limit).toBe(1)
    expect(query.filters.get('limit')).toBe('2')
    expect(query.tags).toEqual(['a', 'b'])
  })

  test.each([
    ['sort=name:asc&sort_key=size', 'cannot be combined'],
    ['sort=owner', 'Invalid sort key: owner'],
    ['sort_key=name&sort_key=size&sort_dir=asc&sort_dir=asc&sort_dir=asc', 'does not match'],
    ['limit=x', 'must be an integer'],
    ['limit=-1', 'must be positive'],
    ['visibility=x', 'Invalid visibility value: x'],
    ['member_status=x', 'Invalid status: x'],
    ['changes-since=2020', 'no longer available'],
  ])('%s is refused', (query, message) => {
    expect(() => parseListQuery(Params.parse(query))).toThrow(message)
  })
})

describe('ranges', () => {
  test.each([
    ['bytes=2-4', { start: 2, end: 5 }],
    ['bytes=-3', { start: 8, end: 11 }],
    ['bytes=-0', { start: 0, end: 11 }],
    ['bytes=4-100', { start: 4, end: 11 }],
  ])('%s of 11 bytes', (range, expected) => {
    expect(requestedRange({ range }, 11)).toEqual(expected)
  })

  test.each(['bytes=11-', 'bytes=5-2', 'items=0-1', 'bytes=x'])('%s is 416', (range) => {
    expect(() => requestedRange({ range }, 11)).toThrow(expect.objectContaining({ status: 416 }))
  })

  test('Content-Range is read as a range too', () => {
    expect(requestedRange({ 'content-range': 'bytes 1-3/*' }, 11)).toEqual({ start: 1, end: 4 })
  })
})

describe('JSON patch', () => {
  const type = 'application/openstack-images-v2.1-json-patch'
  const parse = (body: unknown) => parsePatch(type, async () => body as never)

  test('escapes of pointers', () => {
    expect(parsePointer('/a~1b~0c')).toEqual(['a/b~c'])
    for (const bad of ['a', '/a/', '/a//b', '/a~2', '/a~'])
      expect(() => parsePointer(bad)).toThrow()
  })

  test.each([
    [[{ op: 'test', path: '/a', value: 1 }], 400],
    [[{ op: 'add', path: '/tags/-', value: 'x' }], 400],
    [[{ op: 'replace', path: '/id', value: 'x' }], 403],
    [[{ op: 'add', path: '/os_glance_x', value: 'x' }], 403],
    [[{ op: 'add', path: '/foo', value: 5 }], 400],
    [{}, 400],
  ])('%j is refused', async (body, status) => {
    await expect(parse(body)).rejects.toMatchObject({ status })
  })

  test('another media type is refused with the accepted ones', async () => {
    await expect(parsePatch('application/json', async () => [])).rejects.toMatchObject({
      status: 415,
      headers: { 'Accept-Patch': expect.stringContaining('v2.1-json-patch') },
    })
  })
})

describe('property protections', () => {
  const rules = parsePropertyRules(
    '[^x_]\ncreate = admin\nread = admin, member\nupdate = !\ndelete = @\n[.*]\ncreate = @\nread = @\nupdate = @\ndelete = @\n',
  )
  const member = { userId: 'u', projectId: 'p', roles: ['member'], scope: 'project' as const }

  test('the first matching section counts', () => {
    expect(mayUseProperty(rules, 'x_a', 'create', member)).toBe(false)
    expect(mayUseProperty(rules, 'x_a', 'read', member)).toBe(true)
    expect(mayUseProperty(rules, 'x_a', 'update', { ...member, roles: ['admin'] })).toBe(false)
    expect(mayUseProperty(rules, 'y', 'update', member)).toBe(true)
  })

  test('a section without a line is refused', () => {
    expect(() => parsePropertyRules('[a]\ncreate = @\n')).toThrow('[a] has no line for read')
  })
})

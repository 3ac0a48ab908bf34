import { describe, expect, it } from 'vitest'
import { createImageSchema, patchImageSchema } from '@/lib/schemas/image'
import { parseBody } from './route'

const request = (body: BodyInit, type = 'application/json') =>
  new Request('http://127.0.0.1/x', { method: 'POST', headers: { 'content-type': type }, body })

describe('parseBody', () => {
  it('reads what the schema allows, custom properties as strings', async () => {
    const body = { name: 'a', min_disk: 1, os_distro: 'debian', constructor: 'x' }
    expect(await parseBody(request(JSON.stringify(body)), createImageSchema)).toEqual(body)
  })

  it.each([
    ['a form', request('name=a', 'application/x-www-form-urlencoded'), 'unsupported'],
    ['text that claims nothing', request('{}', 'text/plain'), 'unsupported'],
    ['no JSON', request('{'), 'invalid'],
    ['a number as a property', request('{"os_distro": 1}'), 'invalid'],
    ['a negative disk', request('{"min_disk": -1}'), 'invalid'],
    ['an id that is none', request('{"id": "../x"}'), 'invalid'],
    [
      'too many tags',
      request(JSON.stringify({ tags: Array.from({ length: 129 }, (_, i) => `t${i}`) })),
      'invalid',
    ],
    ['over 1 MiB', request(JSON.stringify({ note: 'x'.repeat(1024 * 1024) })), 'too_large'],
  ])('refuses %s', async (_, given, code) => {
    await expect(parseBody(given, createImageSchema)).rejects.toMatchObject({ code })
  })

  it('names the field that is wrong', async () => {
    const body = { changes: [{ key: '', value: 'x' }] }
    await expect(parseBody(request(JSON.stringify(body)), patchImageSchema)).rejects.toMatchObject({
      detail: expect.stringContaining('changes.0.key'),
    })
  })
})

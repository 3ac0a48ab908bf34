import { describe, expect, it } from 'vitest'
import { imageTaskSchema, importImageSchema } from './import'

describe('the body of an import', () => {
  it.each([
    { method: { name: 'glance-direct' } },
    { method: { name: 'web-download', uri: 'https://images.example/a' }, stores: ['fast'] },
    { method: { name: 'copy-image' }, all_stores: true, all_stores_must_succeed: false },
    {
      method: {
        name: 'glance-download',
        glance_region: 'RegionTwo',
        glance_image_id: '95b2bd0f-9f3b-4c1a-8a0e-2a7d2bb4dd41',
      },
    },
  ])('is taken as it is: $method.name', (body) => {
    expect(importImageSchema.parse(body)).toEqual(body)
  })

  it.each([
    [{ method: { name: 'web-download', uri: 'file:///etc/passwd' } }],
    [{ method: { name: 'web-download', uri: 'http://me:secret@images.example/a' } }],
    [{ method: { name: 'web-download' } }],
    [{ method: { name: 'glance-download', glance_region: 'R', glance_image_id: 'no-uuid' } }],
    [{ method: { name: 'something-else' } }],
    [{ method: { name: 'copy-image' }, stores: ['fast'], all_stores: true }],
    [{ method: { name: 'copy-image' }, stores: [] }],
  ])('is refused: %j', (body) => {
    expect(importImageSchema.safeParse(body).success).toBe(false)
  })
})

describe('a task of an image', () => {
  const task = {
    id: '1',
    type: 'api_image_import',
    status: 'failure',
    created_at: '2026-01-02T03:04:05.000006',
    updated_at: '2026-01-02 03:04:06.000000',
    expires_at: null,
    message: 'Task failed',
    input: { import_req: { method: { name: 'web-download', uri: 'http://a/b' } }, backend: ['x'] },
  }

  it('has times in UTC, whatever table they came from', () => {
    expect(imageTaskSchema.parse(task)).toMatchObject({
      created_at: '2026-01-02T03:04:05.000006Z',
      updated_at: '2026-01-02T03:04:06.000000Z',
    })
    const listed = { ...task, created_at: '2026-01-02T03:04:05Z' }
    expect(imageTaskSchema.parse(listed).created_at).toBe('2026-01-02T03:04:05Z')
  })

  it('keeps what was asked for and drops what nobody shows', () => {
    const parsed = imageTaskSchema.parse({ ...task, result: { image_id: 'x' }, owner: 'p' })
    expect(parsed.input).toEqual(task.input)
    expect(parsed).not.toHaveProperty('result')
  })
})

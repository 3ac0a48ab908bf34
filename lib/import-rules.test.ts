import { describe, expect, it } from 'vitest'
import { en } from './i18n/messages/catalogue'
import {
  copiedBytes,
  importReason,
  importReasons,
  importShare,
  importState,
  repeatOf,
} from './import-rules'
import { type Image, imageSchema } from './schemas/image'
import { type ImageTask, imageTaskSchema } from './schemas/import'

const uri = 'https://images.example/a'
const image = (more: Record<string, unknown> = {}): Image =>
  imageSchema.parse({
    id: '1',
    status: 'queued',
    visibility: 'shared',
    created_at: '',
    updated_at: '',
    ...more,
  })
const task = (status: string, message = '', method: object = { name: 'web-download', uri }) =>
  imageTaskSchema.parse({
    id: 't',
    type: 'api_image_import',
    status,
    message,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    input: { import_req: { method } },
  })

describe('importState', () => {
  it('runs as soon as the lock is there, though the status is still queued', () => {
    const locked = image({ os_glance_import_task: 't', os_glance_importing_to_stores: 'a,b' })
    expect(importState(locked, [])).toEqual({
      phase: 'running',
      task: undefined,
      waiting: ['a', 'b'],
    })
    expect(importState(locked, [task('processing')])).toMatchObject({ phase: 'running' })
  })

  it('never shows an older failure as the one that runs', () => {
    const locked = image({ os_glance_import_task: 't' })
    expect(importState(locked, [task('failure')])).toMatchObject({ task: undefined })
  })

  it('failed when the newest task says so and the image has no data', () => {
    expect(
      importState(image({ os_glance_failed_import: 'fast' }), [task('failure')]),
    ).toMatchObject({ phase: 'failed', failed: ['fast'] })
    expect(importState(image({ status: 'active' }), [task('failure')]).phase).toBe('none')
    expect(importState(image(), [task('success')]).phase).toBe('none')
    expect(importState(image({ status: 'saving' }), [task('failure')]).phase).toBe('none')
  })

  it('failed without a reason once Glance forgot the task', () => {
    expect(importState(image({ os_glance_failed_import: 'fast' }), []).phase).toBe('failed')
    expect(importState(image({ os_glance_failed_import: '' }), []).phase).toBe('none')
  })

  it('is partial while a store that was wanted has no data', () => {
    const partly = { status: 'active', stores: 'fast', os_glance_failed_import: 'cold,fast' }
    expect(importState(image(partly), [task('success')])).toMatchObject({
      phase: 'partial',
      failed: ['cold'],
    })
    expect(importState(image({ ...partly, stores: 'cold,fast' }), []).phase).toBe('none')
  })
})

describe('progress', () => {
  it('is read from the message', () => {
    expect(copiedBytes(task('processing', 'Copied 12 MiB'))).toBe(12 * 1024 ** 2)
    expect(copiedBytes(task('processing', 'something else'))).toBeUndefined()
    expect(importShare(image({ size: 24 * 1024 ** 2 }), task('p', 'Copied 12 MiB'))).toBe(0.5)
    expect(importShare(image(), task('p', 'Copied 12 MiB'))).toBeUndefined()
  })
})

describe('importReason', () => {
  it.each([
    ['Request exceeds quota of image_size_total', 'quota'],
    ['Task 1 failed because downloaded data size 3 is different from expected 50', 'incomplete'],
    ['[Errno 28] No space left on device', 'full'],
    ['Expired lock preempted', 'stale'],
    ['None of the uploads finished!', 'store'],
    ["Error: <class 'urllib.error.HTTPError'>: HTTP Error 404: Not Found", 'address'],
    ['Source image status should be active instead of queued', 'sourceInactive'],
    ['Task failed due to Internal Error', 'download'],
  ])('%s: %s', (message, reason) => {
    expect(importReason(task('failure', message))).toBe(reason)
  })

  it('falls back to what was tried', () => {
    expect(importReason(task('failure', 'Internal', { name: 'copy-image' }))).toBe('copy')
    expect(importReason(task('failure', 'Internal', { name: 'glance-direct' }))).toBeUndefined()
    expect(importReason(undefined)).toBeUndefined()
  })

  it('has words for each', () => {
    for (const reason of importReasons) expect(en.imports.reasons).toHaveProperty(reason)
  })
})

describe('repeatOf', () => {
  const failedWith = (method: object, more: object = {}, status = 'queued') => {
    const made: ImageTask = task('failure', '', method)
    const request = made.input?.import_req
    if (request) Object.assign(request, more)
    const subject = image({ status })
    return repeatOf(subject, importState(subject, [made]))
  }

  it('sends the same again', () => {
    expect(
      failedWith({ name: 'web-download', uri }, { stores: ['a'], all_stores_must_succeed: false }),
    ).toEqual({
      method: { name: 'web-download', uri },
      stores: ['a'],
      all_stores_must_succeed: false,
    })
    expect(failedWith({ name: 'web-download', uri }, { all_stores: true })).toEqual({
      method: { name: 'web-download', uri },
      all_stores: true,
    })
  })

  it('cannot when the staged data is gone', () => {
    expect(failedWith({ name: 'glance-direct' })).toBeUndefined()
    expect(failedWith({ name: 'glance-direct' }, {}, 'uploading')).toEqual({
      method: { name: 'glance-direct' },
    })
  })

  it('copies what a partial import left out', () => {
    const partly = image({ status: 'active', stores: 'a', os_glance_failed_import: 'b' })
    expect(repeatOf(partly, importState(partly, []))).toEqual({
      method: { name: 'copy-image' },
      stores: ['b'],
    })
  })
})

import { expect, test } from 'vitest'
import { createFaultBoard, faultSettingsSchema } from './faults'

const board = () => createFaultBoard()

test.each([
  ['slow-3s', 'show', { delayMs: 3000 }],
  ['my slow-250ms image', 'upload', { delayMs: 250 }],
  ['slow-3s', 'delete', { delayMs: 0 }],
  ['slow-upload', 'upload', { bytesPerSecond: 1_048_576 }],
  ['slow-upload-64KiB', 'upload', { bytesPerSecond: 65_536 }],
  ['slow-upload-64KiB', 'download', { delayMs: 0 }],
  ['fail-create-500', 'create', { status: 500, isHtmlPage: false }],
  ['fail-update-409', 'update', { status: 409 }],
  ['fail-upload-413.qcow2', 'upload', { status: 413 }],
  ['fail-show-503 retry-after-5s', 'show', { status: 503, retryAfter: 5 }],
  ['html-error', 'create', { status: 502, isHtmlPage: true }],
  ['html-error-show-503', 'show', { status: 503, isHtmlPage: true }],
  ['drop-upload-at-5MiB', 'upload', { dropAtBytes: 5 * 1_048_576 }],
  ['drop-download-at-10B', 'download', { dropAtBytes: 10 }],
  ['corrupt-upload', 'upload', { corrupts: true }],
  ['corrupt-upload', 'stage', { delayMs: 0 }],
  ['expire-token', 'create', { expiresToken: true }],
  ['expire-token-upload', 'upload', { expiresToken: true }],
] as const)('%s at %s', (name, operation, wanted) => {
  expect(board().meetName(name, operation, 'id')).toMatchObject(wanted)
})

test.each([
  'Debian 12',
  'failsafe-500',
  'unfail-create-500',
  'fail-create-5000',
  '',
  null,
])('%s asks for nothing', (name) => {
  expect(board().meetName(name, 'create', 'id')).toEqual({
    delayMs: 0,
    isHtmlPage: false,
    expiresToken: false,
  })
})

test('several words in one name add up', () => {
  const fault = board().meetName('slow-1s fail-update-500', 'update', 'id')
  expect(fault).toMatchObject({ delayMs: 1000, status: 500 })
})

test('-x2 bites twice for each image', () => {
  const faults = board()
  const status = (image: string) => faults.meetName('fail-upload-503-x2', 'upload', image).status
  expect([status('a'), status('a'), status('a')]).toEqual([503, 503, undefined])
  expect(status('b')).toBe(503)
})

test('gone-glance-5s closes every connection to Glance for five seconds', () => {
  let now = 0
  const faults = createFaultBoard(() => now)
  faults.meetName('gone-glance-5s', 'create', 'id')
  expect(faults.meet('image', 'GET', '/image/v2/images')).toEqual({ drop: true })
  expect(faults.meet('identity', 'GET', '/identity/v3')).toBeUndefined()
  now = 5000
  expect(faults.meet('image', 'GET', '/image/v2/images')).toBeUndefined()
})

test('rules match by service, method and path, and run out', () => {
  const faults = board()
  faults.set(
    faultSettingsSchema.parse({
      rules: [{ service: 'image', method: 'put', path: '/file$', status: 500, times: 1 }],
    }),
  )
  const put = () => faults.meet('image', 'PUT', '/image/v2/images/1/file')
  expect(faults.meet('image', 'GET', '/image/v2/images/1/file')).toBeUndefined()
  expect(faults.meet('identity', 'PUT', '/x/file')).toBeUndefined()
  expect(put()?.status).toBe(500)
  expect(put()).toBeUndefined()
})

import { createHash, randomBytes } from 'node:crypto'
import http from 'node:http'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, people, test } from '@/e2e/fixtures'

const MiB = 1024 * 1024
const size = 32 * MiB

// Next cuts bodies that pass its own proxy at 10 MB, or keeps them in memory when told to let more
// through: a chunk must not pass there at all.
test('a chunk of 32 MiB is neither cut nor held back', async ({ cloudOf, baseURL }) => {
  const cloud = await cloudOf(people.alice)
  const imageId = await cloud.createImage({ name: `chunk-${Date.now()}` })
  const client = leanClient(baseURL ?? '', cloud)
  const id = await client.create(imageId, size)
  const data = randomBytes(size)
  const request = http.request(`${baseURL}/api/p/${cloud.projectId}/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      'x-auth-token': cloud.token,
      'tus-resumable': '1.0.0',
      'upload-offset': 0,
      'content-type': 'application/offset+octet-stream',
      'content-length': size,
    },
  })
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject)
  })
  // While the request is still open, more has gone on to Glance than Next would ever pass on.
  request.write(data.subarray(0, size / 2))
  await expect.poll(async () => (await client.status(id)).forwarded).toBeGreaterThan(12 * MiB)
  request.end(data.subarray(size / 2))
  const answer = await answered
  answer.resume()
  expect(answer.statusCode).toBe(204)
  expect(answer.headers['upload-offset']).toBe(String(size))
  await expect.poll(async () => (await client.status(id)).state, { timeout: 30_000 }).toBe('active')
  const digest = createHash('sha512').update(data).digest('hex')
  expect(await cloud.getImage(imageId)).toMatchObject({ size, os_hash_value: digest })
  client.close()
})

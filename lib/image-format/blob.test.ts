import { expect, it } from 'vitest'
import { blobSource } from './blob'
import { detectImage } from './detect'
import { qcow2Sample } from './sample-images'

it('reads a chosen file by slices, and never the whole of it', async () => {
  const blob = new Blob([new Uint8Array(qcow2Sample(3)), new Uint8Array(8 * 1024 * 1024)])
  const asked: number[] = []
  const slice = blob.slice.bind(blob)
  blob.slice = (start = 0, end = blob.size) => {
    asked.push(end - start)
    return slice(start, end)
  }
  const finding = await detectImage(blobSource(blob))
  expect(finding).toMatchObject({ format: 'qcow2', fileSize: blob.size })
  expect(asked.reduce((sum, count) => sum + count, 0)).toBeLessThan(512 * 1024)
})

it('says so when the file can no longer be read', async () => {
  const blob = new Blob([new Uint8Array(qcow2Sample(3))])
  blob.slice = () => {
    throw new DOMException('gone', 'NotReadableError')
  }
  await expect(detectImage(blobSource(blob))).rejects.toMatchObject({ code: 'invalid' })
})

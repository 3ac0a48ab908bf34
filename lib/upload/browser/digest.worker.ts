import { createSHA256, createSHA512 } from 'hash-wasm'

/** What the page asks of the worker. `ends` hashes the two ends of a file, `whole` all of it. */
export type DigestRequest = { kind: 'ends' | 'whole'; file: Blob }
export type DigestReply =
  | { kind: 'read'; bytes: number }
  | { kind: 'value'; value: string }
  | { kind: 'failed' }

const MiB = 1024 * 1024
const sliceBytes = 8 * MiB
const endBytes = MiB

const reply = (message: DigestReply) => self.postMessage(message)

self.onmessage = ({ data }: MessageEvent<DigestRequest>) => {
  const hash = data.kind === 'ends' ? hashEnds(data.file) : hashWhole(data.file)
  hash.then((value) => reply({ kind: 'value', value })).catch(() => reply({ kind: 'failed' }))
}

async function hashWhole(file: Blob): Promise<string> {
  const hash = await createSHA512()
  for (let offset = 0; offset < file.size; offset += sliceBytes) {
    hash.update(await bytesOf(file, offset, offset + sliceBytes))
    reply({ kind: 'read', bytes: Math.min(offset + sliceBytes, file.size) })
  }
  return hash.digest('hex')
}

async function hashEnds(file: Blob): Promise<string> {
  const hash = await createSHA256()
  hash.update(await bytesOf(file, 0, endBytes))
  if (file.size > endBytes) {
    hash.update(await bytesOf(file, Math.max(endBytes, file.size - endBytes), file.size))
  }
  return hash.digest('hex')
}

async function bytesOf(file: Blob, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer())
}

import type { DigestReply, DigestRequest } from './digest.worker'

export type Reading = { value: Promise<string>; stop: () => void }

/**
 * SHA-512 of a whole file, in a worker, so that the screen and the sending go on.
 *
 * @param onRead Called with the bytes read so far.
 * @returns `value` is 128 hexadecimal digits; it rejects when the file cannot be read or the browser
 *   gives no worker, and never settles after `stop`.
 */
export function digestOf(file: Blob, onRead: (bytes: number) => void): Reading {
  return ask({ kind: 'whole', file }, onRead)
}

/**
 * A short mark by which a file is recognised when it is picked again: its size and the SHA-256 of
 * its first and last MiB. Null when the browser gives no worker.
 */
export async function fingerprintOf(file: Blob): Promise<string | null> {
  return ask({ kind: 'ends', file }, () => undefined).value.then(
    (hash) => `ends1:${file.size}:${hash}`,
    () => null,
  )
}

/** With one or two cores, hashing takes from the sending itself (a quarter, when measured). */
export function hasCoresToSpare(): boolean {
  return (navigator.hardwareConcurrency ?? 1) > 2
}

function ask(request: DigestRequest, onRead: (bytes: number) => void): Reading {
  let worker: Worker | undefined
  const stop = () => {
    worker?.terminate()
    worker = undefined
  }
  const value = new Promise<string>((resolve, reject) => {
    worker = new Worker(new URL('./digest.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<DigestReply>) => {
      if (data.kind === 'read') return onRead(data.bytes)
      stop()
      if (data.kind === 'value') resolve(data.value)
      else reject(new Error('The file could not be read.'))
    }
    worker.onerror = () => {
      stop()
      reject(new Error('The worker could not start.'))
    }
    worker.postMessage(request)
  })
  return { value, stop }
}

// Runs in a worker thread: one digest over pieces that lie in memory shared with the main thread.
// Plain JavaScript, because a worker is started without the loader that the main thread may use.
import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'

/** @type {Map<number, { digest: import('node:crypto').Hash, memory: Uint8Array }>} */
const running = new Map()

parentPort?.on('message', ({ kind, id, memory, start, end }) => {
  if (kind === 'open') {
    const digest = createHash(workerData.algorithm)
    running.set(id, { digest, memory: new Uint8Array(memory) })
    return
  }
  const hash = running.get(id)
  if (!hash) return
  if (kind === 'piece') {
    hash.digest.update(hash.memory.subarray(start, end))
    parentPort?.postMessage({ id })
    return
  }
  running.delete(id)
  if (kind === 'end') parentPort?.postMessage({ id, hex: hash.digest.digest('hex') })
})

import 'server-only'
import v8 from 'node:v8'
import vm from 'node:vm'

const EVERY_BYTES = 8 * 1024 * 1024

const store = globalThis as { __vitrineYoung?: { collect: () => void; bytes: number } }

/**
 * Counts bytes that Node handed us in buffers of their own, and clears those away in time.
 *
 * Node makes a buffer of 64 KiB for each read. V8 counts them as memory outside its heap and answers
 * with a full collection every 20 MiB or so: 51 of them for 1 GiB, which took more processor time
 * than receiving, writing and sending together. They all die young, so a minor collection, which
 * costs less than a millisecond, is enough; without `gc` nothing is lost but that time.
 */
export function countYoungBytes(bytes: number): void {
  store.__vitrineYoung ??= { collect: minorCollection(), bytes: 0 }
  const young = store.__vitrineYoung
  young.bytes += bytes
  if (young.bytes < EVERY_BYTES) return
  young.bytes = 0
  young.collect()
}

function minorCollection(): () => void {
  try {
    v8.setFlagsFromString('--expose-gc')
    const gc: unknown = vm.runInNewContext('gc')
    return typeof gc === 'function' ? () => gc({ type: 'minor' }) : () => undefined
  } catch {
    return () => undefined
  }
}

import v8 from 'node:v8'
import vm from 'node:vm'

const everyBytes = 8 * 1024 * 1024

let pending = 0
let collect: (() => void) | undefined

/**
 * Counts bytes that Node handed out in buffers of their own and clears those away in time. V8 counts
 * such buffers outside its heap and would answer with full collections, dozens for a large upload;
 * they all die young, so a minor collection is enough.
 */
export function countYoungBytes(bytes: number): void {
  pending += bytes
  if (pending < everyBytes) return
  pending = 0
  collect ??= minorCollection()
  collect()
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

/** Shared memory for the pieces of one stream, at page boundaries. */
export type PieceMemory = { buffer: SharedArrayBuffer; giveBack: () => void }

export const pieceBytes = 1024 * 1024
export const pieces = 4

const pageBytes = 64 * 1024
const kept = 4
const free: SharedArrayBuffer[] = []

/** Takes memory for `pieces` pieces; what is given back is used again. */
export function takePieceMemory(): PieceMemory {
  const buffer = free.pop() ?? makeMemory()
  let isMine = true
  return {
    buffer,
    giveBack: () => {
      if (isMine && free.length < kept) free.push(buffer)
      isMine = false
    },
  }
}

/** WebAssembly's is the only memory that begins at a page, which direct writes to disk ask for. */
function makeMemory(): SharedArrayBuffer {
  const pages = (pieceBytes * pieces) / pageBytes
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  if (!(memory.buffer instanceof SharedArrayBuffer)) throw new Error('no shared memory')
  return memory.buffer
}

import 'server-only'

/**
 * The hashing thread as text: a bundler would not find a file that only a Worker loads.
 *
 * It takes each upload's bytes from shared memory, or reads them from the spool's file, one block for
 * each upload in turn.
 */
export const digestThreadSource = `
const { parentPort, workerData } = require('node:worker_threads')
const { createHash } = require('node:crypto')
const { openSync, readSync, closeSync, readlinkSync, constants: { O_RDONLY, O_DIRECT } } = require('node:fs')
const { constants, setPriority } = require('node:os')
const { restsMs } = workerData

// Where the machine has no core to spare, the bytes' way goes first: the thread catches up after it.
try {
  setPriority(Number(readlinkSync('/proc/thread-self').split('/').pop()), constants.priority.PRIORITY_LOW)
} catch {
  // Only Linux tells a thread's number.
}
// The memory of a WebAssembly module begins at a page: the disk can then be read past the page cache.
const block = Buffer.from(new WebAssembly.Memory({ initial: 16 }).buffer)
const ALIGNED = 4096
const jobs = new Map()
let isScheduled = false

parentPort.on('message', (message) => {
  const { id, kind } = message
  if (kind === 'start') {
    jobs.set(id, { id, hash: createHash(message.algorithm), at: message.from, to: message.from,
      path: message.path, fd: -1, pieces: [], end: -1, prefixes: [], urgentTo: 0 })
    return
  }
  const job = jobs.get(id)
  if (!job) {
    if (kind === 'piece') parentPort.postMessage({ id, ticket: message.ticket })
    return
  }
  if (kind === 'advance') job.to = message.to
  if (kind === 'piece') job.pieces.push(message)
  if (kind === 'prefix') {
    job.prefixes.push(message.at)
    if (message.isUrgent) job.urgentTo = message.at
  }
  if (kind === 'finish') job.end = message.end
  if (kind === 'drop') forget(job)
  schedule()
})

function schedule() {
  if (isScheduled) return
  isScheduled = true
  setImmediate(step)
}

function step() {
  isScheduled = false
  let isBusy = false
  for (const job of jobs.values()) {
    try {
      tellPrefixes(job)
      if (work(job)) isBusy = true
      tellPrefixes(job)
      if (job.at === job.end) {
        parentPort.postMessage({ id: job.id, digest: job.hash.digest('hex') })
        forget(job)
      }
    } catch (error) {
      parentPort.postMessage({ id: job.id, error: String(error && error.message) })
      forget(job)
    }
  }
  if (!isBusy) return
  const isPressing = [...jobs.values()].some((job) => job.end >= 0 || job.at < job.urgentTo)
  if (restsMs === 0 || isPressing) schedule()
  else restThenStep()
}

function restThenStep() {
  if (isScheduled) return
  isScheduled = true
  setTimeout(step, restsMs)
}

function work(job) {
  const piece = job.pieces[0]
  if (piece && piece.offset <= job.at) {
    job.pieces.shift()
    // One below was read from the spool in the meantime.
    if (piece.offset === job.at) {
      const end = piece.offset + piece.memory.byteLength
      for (const at of [...job.prefixes.filter((at) => at < end).sort((a, b) => a - b), end]) {
        job.hash.update(piece.memory.subarray(job.at - piece.offset, at - piece.offset))
        job.at = at
        tellPrefixes(job)
      }
      job.to = Math.max(job.to, job.at)
    }
    parentPort.postMessage({ id: job.id, ticket: piece.ticket })
    return true
  }
  if (job.at >= job.to) return false
  const end = Math.min(job.to, piece ? piece.offset : job.to, ...job.prefixes)
  const length = read(job, Math.min(block.length, end - job.at))
  if (length === 0) throw new Error('the spool is shorter than it should be')
  job.hash.update(length === block.length ? block : block.subarray(0, length))
  job.at += length
  return true
}

// Bytes that are read once would only push others out of the page cache.
function read(job, wanted) {
  if (job.fd < 0) job.fd = open(job)
  if (!job.isDirect) return readSync(job.fd, block, 0, wanted, job.at)
  try {
    if (job.at % ALIGNED !== 0) throw new Error('not aligned')
    const length = readSync(job.fd, block, 0, Math.ceil(wanted / ALIGNED) * ALIGNED, job.at)
    return Math.min(length, wanted)
  } catch {
    close(job)
    job.isDirect = false
    job.fd = openSync(job.path, O_RDONLY)
    return readSync(job.fd, block, 0, wanted, job.at)
  }
}

function open(job) {
  job.isDirect = O_DIRECT !== undefined
  try {
    return openSync(job.path, O_RDONLY | (O_DIRECT ?? 0))
  } catch {
    job.isDirect = false
    return openSync(job.path, O_RDONLY)
  }
}

// Those that were passed before anybody asked have no digest any more.
function tellPrefixes(job) {
  const passed = job.prefixes.filter((at) => at <= job.at)
  for (const at of passed) {
    const prefix = at === job.at ? job.hash.copy().digest('hex') : undefined
    parentPort.postMessage({ id: job.id, at, prefix })
  }
  if (passed.length > 0) job.prefixes = job.prefixes.filter((at) => at > job.at)
}

function close(job) {
  if (job.fd >= 0) closeSync(job.fd)
  // Its number may be another file's at once.
  job.fd = -1
}

function forget(job) {
  jobs.delete(job.id)
  close(job)
  for (const piece of job.pieces) parentPort.postMessage({ id: job.id, ticket: piece.ticket })
}
`

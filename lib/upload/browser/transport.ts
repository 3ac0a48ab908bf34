import type { DetailedError, HttpRequest, Upload as TusUpload } from 'tus-js-client'
import { type ChunkSizer, CUT_AFTER, CUT_WHOLE_AFTER } from './chunk-sizer'
import { piecesOf } from './pieces-of'
import { readProblem } from './problem-body'
import { judgeStatus, type Setback } from './retry-policy'

export type SendJob = {
  file: File
  /** The upload's own address; it exists already. */
  url: string
  sizer: ChunkSizer
  /** Bytes that left this machine. */
  onProgress: (sent: number) => void
  /** Bytes that the dashboard confirmed. */
  onConfirmed: (received: number) => void
  /** The sending ended before the last byte was confirmed. Called once at most. */
  onSetback: (setback: Setback) => void
}

export type Sending = { stop: () => void }

// Long enough for a server that is busy writing; a link that died without a word is found by it.
const stalledAfter = 60_000

/**
 * Sends a file's missing bytes by tus, beginning where the server says that it stopped. Stops at
 * the first setback: what to do about it is the engine's decision, so tus-js-client's own retries
 * (which give up when offline and on 401 and 429) stay off, and without an `endpoint` it can never
 * make a second upload behind our back.
 */
export function send(job: SendJob): Sending {
  let tus: TusUpload | undefined
  let isOver = false
  let chunk: { start: number; startedAt: number; sent: number; cutAfter: number } | undefined
  let movedAt = Date.now()
  let isReshaping = false

  const stop = () => {
    isOver = true
    clearInterval(watch)
    tus?.abort().catch(() => undefined)
  }
  const setback = (reason: Setback) => {
    if (isOver) return
    stop()
    job.onSetback(reason)
  }

  const isWhole = (offset: number) => offset === 0 && !Number.isFinite(job.sizer.size())

  const restartSmaller = () => {
    if (!tus || isReshaping) return
    isReshaping = true
    tus.abort().catch(() => undefined)
    begin().catch(unexpected)
  }

  const watch = setInterval(() => {
    const now = Date.now()
    if (now - movedAt > stalledAfter) {
      setback({ kind: 'wait', reason: 'server', retryAfter: null })
    } else if (chunk && chunk.sent > 0 && now - chunk.startedAt > chunk.cutAfter) {
      job.sizer.cut(chunk.sent, (now - chunk.startedAt) / 1000)
      restartSmaller()
    }
  }, 1000)

  const onError = async (error: Error | DetailedError) => {
    if (isOver) return
    const response = 'originalResponse' in error ? error.originalResponse : null
    const status = response?.getStatus() ?? 0
    const problem = response ? readProblem(response.getBody()) : null
    if (status === 413 && !problem && job.sizer.refused()) return restartSmaller()
    if (status === 0 && !(await isReadable(job.file))) {
      return setback({ kind: 'fail', failure: { code: 'invalid', during: 'reading' } })
    }
    const retryAfter = response?.getHeader('Retry-After') ?? null
    setback(judgeStatus(status, problem, retryAfter, navigator.onLine))
  }
  const unexpected = (error: Error) => {
    onError(error).catch(() => undefined)
  }

  async function begin() {
    const { Upload } = await import('tus-js-client')
    if (isOver) return
    isReshaping = false
    chunk = undefined
    movedAt = Date.now()
    const own = new Upload(job.file, {
      uploadUrl: job.url,
      retryDelays: null,
      storeFingerprintForResuming: false,
      parallelUploads: 1,
      chunkSize: job.sizer.size(),
      fileReader: piecesOf(job.sizer),
      onBeforeRequest: (request: HttpRequest) => {
        // tus-js-client cannot stop between reading a slice and sending it.
        if (isOver || tus !== own) throw new Error('stopped')
        const offset = offsetOf(request)
        if (offset === null) return
        const cutAfter = isWhole(offset) ? CUT_WHOLE_AFTER : CUT_AFTER
        chunk = { start: offset, startedAt: Date.now(), sent: 0, cutAfter }
        job.onConfirmed(offset)
      },
      onProgress: (sent) => {
        if (isOver || tus !== own) return
        movedAt = Date.now()
        if (chunk) chunk.sent = Math.max(sent - chunk.start, 0)
        job.onProgress(sent)
      },
      onChunkComplete: (bytes, received) => {
        if (isOver || tus !== own) return
        movedAt = Date.now()
        if (chunk && !isWhole(chunk.start))
          job.sizer.finished(bytes, (movedAt - chunk.startedAt) / 1000)
        own.options.chunkSize = job.sizer.size()
        job.onConfirmed(received)
      },
      onSuccess: () => {
        if (isOver || tus !== own) return
        isOver = true
        clearInterval(watch)
        job.onConfirmed(job.file.size)
      },
      onError: (error) => {
        if (tus === own) unexpected(error)
      },
    })
    tus = own
    own.start()
  }

  begin().catch(unexpected)
  return { stop }
}

function offsetOf(request: HttpRequest): number | null {
  const header = request.getMethod() === 'PATCH' ? request.getHeader('Upload-Offset') : undefined
  return header === undefined ? null : Number(header)
}

// A file that was changed or moved after it was chosen cannot be read any more, and the request
// that carries it fails like a broken link.
async function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
}

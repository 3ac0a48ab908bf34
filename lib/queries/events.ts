import type { z } from 'zod'
import { AppError, appError } from '@/lib/errors'
import type { Problem } from '@/lib/schemas/problem'
import { call } from './fetch-json'

type Event = { kind: string }

/**
 * The lines of a streaming answer of one of our own routes, parsed as they come.
 *
 * @throws AppError as `fetchJson`; also when the stream breaks later and says so in its last line.
 */
export async function* events<T extends Event>(
  url: string,
  options: { schema: z.ZodType<T>; signal: AbortSignal },
): AsyncGenerator<T> {
  const response = await call(url, { signal: options.signal })
  for await (const line of lines(response)) {
    const event = options.schema.safeParse(JSON.parse(line))
    if (!event.success) throw appError('upstream_odd', { cause: event.error })
    if (event.data.kind === 'problem') throw problemOf(event.data)
    yield event.data
  }
}

function problemOf(event: Event): AppError {
  const { code, status, detail, requestId } = (event as unknown as { problem: Problem }).problem
  return new AppError({
    code,
    status,
    ...(detail ? { detail } : {}),
    ...(requestId ? { requestId } : {}),
  })
}

/** The lines of an answer as they come; a last one without a line end counts too. */
export async function* lines(response: Response): AsyncGenerator<string> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    const parts = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (parts.pop() ?? '')
    for (const part of parts) if (part !== '') yield part
    if (done) return
  }
}

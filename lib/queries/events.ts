import { appError, errorOfProblem } from '@/lib/errors'
import { call } from './fetch-json'

type Event = { kind: string }

/**
 * The lines of a streaming answer of one of our own routes, read as they come.
 *
 * @throws AppError as `fetchJson`; also when the stream breaks later and says so in its last line.
 */
export async function* events<T extends Event>(
  url: string,
  options: { signal: AbortSignal },
): AsyncGenerator<T> {
  const response = await call(url, options)
  for await (const line of lines(response)) {
    const event = JSON.parse(line)
    if (event.kind === 'problem') throw errorOfProblem(event.problem) ?? appError('internal')
    yield event
  }
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

import 'server-only'
import { problemOf } from './problem'

/**
 * Answers objects one a line while they come. The first one is awaited before anything is sent, so
 * that an error at the start is still an ordinary problem; a later one becomes the last line.
 */
export async function ndjson(events: AsyncGenerator<object>): Promise<Response> {
  const first = await events.next()
  const encoder = new TextEncoder()
  const line = (value: object) => encoder.encode(`${JSON.stringify(value)}\n`)
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      first.done ? controller.close() : controller.enqueue(line(first.value)),
    pull: async (controller) => {
      try {
        const next = await events.next()
        if (next.done) controller.close()
        else controller.enqueue(line(next.value))
      } catch (error) {
        controller.enqueue(line({ kind: 'problem', problem: problemOf(error) }))
        controller.close()
      }
    },
    cancel: async () => {
      await events.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson',
      'cache-control': 'private, no-store',
      // nginx would hold lines back until its buffer is full.
      'x-accel-buffering': 'no',
    },
  })
}

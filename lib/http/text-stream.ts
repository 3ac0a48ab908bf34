import 'server-only'

/**
 * Answers text while it is made. The first piece is awaited before anything is sent, so that an
 * error at the start is still an ordinary problem; a later one breaks the answer off, so that half
 * a file never looks like a whole one.
 */
export async function textStream(
  pieces: AsyncGenerator<string>,
  headers: Record<string, string>,
): Promise<Response> {
  const first = await pieces.next()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      first.done ? controller.close() : controller.enqueue(encoder.encode(first.value)),
    pull: async (controller) => {
      try {
        const next = await pieces.next()
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      } catch (error) {
        controller.error(error)
      }
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
  return new Response(body, { headers: { 'cache-control': 'private, no-store', ...headers } })
}

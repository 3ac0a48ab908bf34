import 'server-only'
import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { isAppError } from '@/lib/errors'

/**
 * Does `work` as a span of its own: one call to an upstream, below the request that it is made for.
 * Costs nothing while no exporter is set. Attributes never hold tokens, queries or bodies.
 *
 * @param note What is known once the work is done.
 */
export function tracedCall<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  note: (result: T) => Attributes,
): Promise<T> {
  return trace
    .getTracer('vitrine')
    .startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const result = await work()
        span.setAttributes(note(result))
        return result
      } catch (error) {
        const code = isAppError(error) ? error.code : 'internal'
        span.setAttribute('error.type', code)
        span.setStatus({ code: SpanStatusCode.ERROR, message: code })
        throw error
      } finally {
        span.end()
      }
    })
}

/** Adds to the span of the request that is being answered. */
export function noteOnSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes)
}

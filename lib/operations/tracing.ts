import 'server-only'
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace'
import { env } from '@/lib/env'
import { scrub } from '@/lib/scrub'

const store = globalThis as { __vitrineTraces?: { shutdown: () => Promise<void> } }

/**
 * Sends traces to `OTEL_EXPORTER_OTLP_ENDPOINT` (OTLP over HTTP); without it nothing of OpenTelemetry's
 * SDK is even loaded. The spans of requests are Next's, those of calls to Keystone and Glance ours.
 */
export async function startTracing(): Promise<void> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT || store.__vitrineTraces) return
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }, contexts] = await Promise.all(
    [
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
    ],
  )
  // No propagator: whoever visits must not choose the ids of our traces, or whether there is one.
  api.context.setGlobalContextManager(new contexts.AsyncLocalStorageContextManager().enable())
  const ratio = env().OTEL_TRACES_SAMPLER_ARG
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': env().OTEL_SERVICE_NAME }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratio) }),
    // Batches are sent in the background; a receiver that is away costs spans, never a request.
    spanProcessors: [
      cleaner(),
      new sdk.BatchSpanProcessor({
        exporter: new OTLPTraceExporter(),
        scheduledDelayMillis: 2_000,
      }),
    ],
  })
  api.trace.setGlobalTracerProvider(provider)
  store.__vitrineTraces = provider
}

/** Sends what is left; to be called before the process ends. */
export async function endTracing(): Promise<void> {
  await store.__vitrineTraces?.shutdown().catch(() => undefined)
}

/** The last net: Next notes whole addresses, whose queries hold what people type. */
function cleaner(): SpanProcessor {
  return {
    onStart: () => undefined,
    onEnd: cleanSpan,
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  }
}

/** Takes queries and secrets out of what a span says. */
export function cleanSpan(span: Pick<ReadableSpan, 'attributes' | 'events' | 'status'>): void {
  const lists = [span.attributes, ...span.events.map(({ attributes }) => attributes ?? {})]
  for (const attributes of lists)
    for (const [key, value] of Object.entries(attributes))
      if (typeof value === 'string') {
        const isAddress = /url|target|route|span_name/.test(key)
        attributes[key] = scrub(isAddress ? value.replace(/[?#].*$/s, '') : value)
      }
  if (span.status.message) span.status.message = scrub(span.status.message)
}

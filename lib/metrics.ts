import 'server-only'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

type Metrics = ReturnType<typeof makeMetrics>

// Start-up code and routes are bundled apart; what they count is one.
const store = globalThis as { __vitrineMetrics?: Metrics }

/** Everything that is counted. Labels never hold ids, names or anything a person typed. */
export function metrics(): Metrics {
  store.__vitrineMetrics ??= makeMetrics()
  return store.__vitrineMetrics
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

function makeMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  return {
    registry,
    requests: new Histogram({
      name: 'vitrine_request_seconds',
      help: 'Requests to the API by route: how many, and how long until the answer began',
      labelNames: ['method', 'route', 'status'] as const,
      buckets,
      registers,
    }),
    upstream: new Histogram({
      name: 'vitrine_upstream_seconds',
      help: 'Calls to Keystone (identity) and Glance (image): time until their answer began',
      labelNames: ['service', 'call', 'status'] as const,
      buckets,
      registers,
    }),
    upstreamFailures: counter(
      'vitrine_upstream_failures_total',
      'Calls that got no answer, or one that made no sense',
      ['service', 'reason'],
    ),
    circuit: new Gauge({
      name: 'vitrine_upstream_circuit_open',
      help: '1 while calls to the service are held back because it does not answer',
      labelNames: ['service'] as const,
      registers,
    }),
    errors: counter('vitrine_errors_total', 'Problems answered to browsers and scripts', ['code']),
    signIns: counter('vitrine_sign_ins_total', 'Sign-ins by how they ended', ['result']),
    uploadsEnded: counter('vitrine_uploads_ended_total', 'Uploads by how they ended', ['state']),
    uploadBytes: counter('vitrine_upload_bytes_total', 'Bytes of ended uploads', ['state']),
  }
}

/**
 * Adds a gauge that is read when somebody looks. A second one of the same name takes the first's
 * place.
 */
export function gauge(
  name: string,
  help: string,
  read: () => Promise<Array<[labels: Record<string, string>, value: number]>>,
  labelNames: string[] = [],
): void {
  const { registry } = metrics()
  registry.removeSingleMetric(name)
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      this.reset()
      for (const [labels, value] of await read()) this.set(labels, value)
    },
  })
}

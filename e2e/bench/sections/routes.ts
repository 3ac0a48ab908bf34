import autocannon from 'autocannon'
import { access } from '@/e2e/bench/cloud'
import { residentBytes } from '@/e2e/bench/processes'
import { rigOf } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, p95, type Row, round } from '@/e2e/bench/rows'
import { people } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'

const section = 'routes'
const SECONDS = 1
/** People who look at the same list at the same time. */
const TOGETHER = 50
/** Another page size each, so that no two requests in flight are the same read. */
const sizes = Array.from({ length: 31 }, (_, index) => 85 + index)

/** The list's JSON through the dashboard against the same list of Glance. */
export async function measureRoutes(options: BenchOptions): Promise<Row[]> {
  options.note('routes: starting a cloud of 1,000 images and the dashboard')
  const rig = await rigOf(1000)
  const { me, dashboard } = rig
  const ours = `${dashboard.url}/api/p/${me.projectId}/images`
  const glance = `${me.glanceUrl}/v2/images`
  const token = me.token
  const compare = (what: string, target: number | null, ours: Timed, reference: Timed) =>
    alternate({ section, what, unit: 'ms' }, options.runs, { ours, reference, target })
  const rows: Row[] = []
  for (const [connections, target] of [
    [1, 1.2],
    [16, 1.05],
  ] as const) {
    const load = (url: string) => () => p50(url, { token, connections, sizes })
    const what = `list of about 100, p50 at ${connections} at a time`
    rows.push(await compare(what, target, load(ours), load(glance)))
  }
  const askTogether = (url: string) => async () => {
    const ask = () => readList(`${url}?limit=100`, token)
    return (await msOf(() => Promise.all(Array.from({ length: TOGETHER }, ask)))) / TOGETHER
  }
  rows.push(
    await compare(
      `${TOGETHER} at a time ask for one list: ms a list`,
      0.5,
      askTogether(ours),
      askTogether(glance),
    ),
    await compare(
      "sign-in until the session is there, against a token of Keystone's own",
      null,
      () => msOf(() => HttpSession.open(dashboard.url, people.alice)),
      () => msOf(() => access(rig.cloud)),
    ),
  )
  const memory = residentBytes(dashboard.pid()) / 1024 ** 2
  rows.push({
    section,
    what: 'server memory after it',
    ours: round(memory),
    reference: null,
    unit: 'MiB',
    ratio: null,
    target: null,
    met: null,
  })
  return rows
}

async function msOf(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

type Load = { token: string; connections: number; sizes: number[] }

async function run(url: string, { token, connections, sizes }: Load): Promise<autocannon.Result> {
  const headers = { 'x-auth-token': token, accept: 'application/json' }
  const { pathname } = new URL(url)
  const requests = sizes.map((limit) => ({ path: `${pathname}?limit=${limit}`, headers }))
  const result = await autocannon({ url, connections, duration: SECONDS, timeout: 30, requests })
  if (result.non2xx || result.errors)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`)
  return result
}

const p50 = async (url: string, load: Load) => (await run(url, load)).latency.p50

async function readList(url: string, token: string): Promise<void> {
  const answer = await fetch(url, { headers: { 'x-auth-token': token } })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  await answer.arrayBuffer()
}

type Timed = () => Promise<number>

async function alternate(
  about: Pick<Row, 'section' | 'what' | 'unit'>,
  runs: number,
  { ours, reference, target }: { ours: Timed; reference: Timed; target: number | null },
): Promise<Row> {
  const found: [number[], number[]] = [[], []]
  for (let time = 0; time < runs; time++) {
    found[1].push(await reference())
    found[0].push(await ours())
  }
  const [through, direct] = found
  const medians = { ours: median(through), reference: median(direct) }
  return compared({ ...about, ...medians, p95: p95(through) }, target)
}

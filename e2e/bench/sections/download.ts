import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { createRecord } from '@/e2e/bench/cloud'
import { rigOf } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, p95, type Row } from '@/e2e/bench/rows'

const section = 'download'
const MiB = 1024
/** What the issue asks of a reader on loopback that nothing holds back, in MiB/s. */
const UNTHROTTLED = 900

/** 1 GiB through the dashboard against Glance itself, by a reader of 1 Gbit/s and by one without limit. */
export async function measureDownloads(options: BenchOptions): Promise<Row[]> {
  options.note('download: starting a cloud and the dashboard')
  const rig = await rigOf(0)
  const { me, dashboard } = rig
  const id = await createRecord(me, 'bench download')
  const glance = `${me.glanceUrl}/v2/images/${id}/file`
  const fill = `head -c ${MiB}M /dev/urandom | curl -sf -X PUT -T - -H "X-Auth-Token: $TOKEN" -H "Content-Type: application/octet-stream" ${glance}`
  execFileSync('bash', ['-c', fill], { env: { ...process.env, TOKEN: me.token } })
  const ours = `${dashboard.url}/api/p/${me.projectId}/images/${id}/file`
  const get = (url: string, limit: string[]) => seconds(url, me.token, limit)
  const slow: [number[], number[]] = [[], []]
  const fast: [number[], number[]] = [[], []]
  for (let run = 0; run < options.runs; run++) {
    // At the same time: a reader of 1 Gbit/s leaves Glance and the dashboard idle most of the time.
    const limit = ['--limit-rate', '125M']
    const [direct, through] = await Promise.all([get(glance, limit), get(ours, limit)])
    slow[0].push(direct)
    slow[1].push(through)
    fast[0].push(await get(glance, []))
    fast[1].push(await get(ours, []))
  }
  const [slowDirect, slowOurs] = [median(slow[0]), median(slow[1])]
  const [direct, through] = [median(fast[0]), median(fast[1])]
  return [
    compared(
      {
        section,
        what: '1 GiB by a reader of 1 Gbit/s',
        unit: 's',
        ours: slowOurs,
        p95: p95(slow[1]),
        reference: slowDirect,
      },
      1.05,
    ),
    compared(
      {
        section,
        what: `1 GiB unthrottled, against ${UNTHROTTLED} MiB/s`,
        unit: 's',
        ours: through,
        p95: p95(fast[1]),
        reference: MiB / UNTHROTTLED,
      },
      1,
    ),
    compared(
      {
        section,
        what: "1 GiB unthrottled, against Glance's own file server",
        unit: 's',
        ours: through,
        p95: p95(fast[1]),
        reference: direct,
      },
      null,
    ),
  ]
}

const run = promisify(execFile)

async function seconds(url: string, token: string, more: string[]): Promise<number> {
  const args = [
    '-sf',
    '-o',
    '/dev/null',
    '-w',
    '%{time_total} %{size_download}',
    '-H',
    `X-Auth-Token: ${token}`,
  ]
  const { stdout } = await run('curl', [...args, ...more, url])
  const [time = '', size = ''] = stdout.split(' ')
  if (Number(size) !== MiB * 1024 ** 2) throw new Error(`${url}: ${size} bytes came`)
  return Number(time)
}

import { execFileSync } from 'node:child_process'
import { createRecord } from '@/e2e/bench/cloud'
import { startRig } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, type Row } from '@/e2e/bench/rows'

const section = 'download'
const MiB = 1024
/** What the issue asks of a reader on loopback that nothing holds back, in MiB/s. */
const UNTHROTTLED = 900

/** 1 GiB through the dashboard against Glance itself, by a reader of 1 Gbit/s and by one without limit. */
export async function measureDownloads(options: BenchOptions): Promise<Row[]> {
  options.note('download: starting a cloud and the dashboard')
  const rig = await startRig(0)
  try {
    const { me, dashboard } = rig
    const id = await createRecord(me, 'bench download')
    const glance = `${me.glanceUrl}/v2/images/${id}/file`
    const fill = `head -c ${MiB}M /dev/urandom | curl -sf -X PUT -T - -H "X-Auth-Token: $TOKEN" -H "Content-Type: application/octet-stream" ${glance}`
    execFileSync('bash', ['-c', fill], { env: { ...process.env, TOKEN: me.token } })
    const ours = `${dashboard.url}/api/p/${me.projectId}/images/${id}/file`
    const get = (url: string, limit: string[]) => seconds(url, me.token, limit)
    const times = (limit: string[]) => {
      const found: [number[], number[]] = [[], []]
      for (let run = 0; run < options.runs; run++) {
        found[0].push(get(glance, limit))
        found[1].push(get(ours, limit))
      }
      return found.map(median) as [number, number]
    }
    const [slowDirect, slowOurs] = times(['--limit-rate', '125M'])
    const [direct, through] = times([])
    return [
      compared(
        {
          section,
          what: '1 GiB by a reader of 1 Gbit/s',
          unit: 's',
          ours: slowOurs,
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
          reference: direct,
        },
        null,
      ),
    ]
  } finally {
    await rig.end()
  }
}

function seconds(url: string, token: string, more: string[]): number {
  const args = [
    '-sf',
    '-o',
    '/dev/null',
    '-w',
    '%{time_total} %{size_download}',
    '-H',
    `X-Auth-Token: ${token}`,
  ]
  const [time = '', size = ''] = execFileSync('curl', [...args, ...more, url])
    .toString()
    .split(' ')
  if (Number(size) !== MiB * 1024 ** 2) throw new Error(`${url}: ${size} bytes came`)
  return Number(time)
}

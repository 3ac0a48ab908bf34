import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Redis } from 'ioredis'
import { type Dashboard, ownFolder, startDashboard, until, wait } from '@/e2e/bench/processes'
import { freePort } from '@/e2e/free-port'
import { type RedisServer, startRedis } from '@/e2e/redis-server'
import { target } from '@/e2e/target'

/** Three dashboards behind HAProxy that share a Redis and a spool directory. */
export type CopiesRig = {
  /** HAProxy's address: round robin, no stickiness. */
  url: string
  copies: Dashboard[]
  redis: RedisServer
  spool: string
  /** Waits until the proxy sends requests to this copy again. */
  isBack(copy: number): Promise<unknown>
  /** Which copy works on each upload that is under way, by its address. */
  holders(): Promise<Map<string, string>>
  close(): Promise<void>
}

export async function openCopies(): Promise<CopiesRig> {
  const folder = ownFolder('copies')
  const spool = path.join(folder.path, 'spool')
  const redis = await startRedis()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const copies: Dashboard[] = []
  let proxy: ChildProcess | undefined
  const close = async () => {
    proxy?.kill('SIGKILL')
    await Promise.all(copies.map((copy) => copy.kill('SIGKILL')))
    await redis.stop()
    folder.remove()
  }
  try {
    for (let made = 0; made < 3; made++)
      copies.push(
        await startDashboard(target.keystoneUrl, (own) => ({
          NEXTAUTH_URL: url,
          REDIS_URL: redis.url,
          COPY_URL: own,
          UPLOAD_SPOOL_DIR: spool,
        })),
      )
    const file = path.join(folder.path, 'haproxy.cfg')
    writeFileSync(file, proxyConfig(port, copies))
    execFileSync('haproxy', ['-c', '-q', '-f', file])
    proxy = spawn('haproxy', ['-db', '-q', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] })
    await until('HAProxy answers', 30, () => isServed(url))
  } catch (error) {
    await close()
    throw error
  }
  const isBack = (copy: number) =>
    until('the proxy has the copy back', 60, async () => {
      const answer = await fetch(`${url}/api/health`).catch(() => undefined)
      return answer?.headers.get('x-copy') === `copy${copy}`
    })
  return { url, copies, redis, spool, isBack, holders: () => holdersIn(redis), close }
}

// The same as docs/scaling.md proposes, on loopback.
function proxyConfig(port: number, copies: Dashboard[]): string {
  const servers = copies.map(
    (copy, index) =>
      `  server copy${index} ${new URL(copy.url).host} check inter 500ms fall 3 rise 1`,
  )
  return `
defaults
  mode http
  timeout connect 2s
  timeout client 75s
  timeout server 75s
  timeout http-request 10s
  timeout check 5s
  option forwardfor
  option http-server-close
  option redispatch 1
  retries 4
  retry-on conn-failure empty-response
frontend people
  bind 127.0.0.1:${port}
  default_backend copies
backend copies
  balance roundrobin
  http-request disable-l7-retry unless { method GET HEAD OPTIONS }
  http-response set-header x-copy %s
  option httpchk GET /api/ready
  http-check expect status 200
${servers.join('\n')}
`
}

async function isServed(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health`).catch(() => undefined)
  return answer?.status === 200
}

async function holdersIn(redis: RedisServer): Promise<Map<string, string>> {
  const client = new Redis(redis.url)
  try {
    const keys = await client.keys('vitrine:upload:*')
    const found = await Promise.all(keys.map((key) => client.get(key)))
    return new Map(
      keys.map((key, index) => [key.split(':')[2] ?? '', found[index]?.split(' ')[1] ?? '']),
    )
  } finally {
    client.disconnect()
  }
}

/** Requests in a steady stream, each noted with its answer, until `stop`. */
export function steadily(each: () => Promise<{ status: number; what: string }>): {
  stop: () => Promise<string[]>
  done: () => number
} {
  let isOver = false
  let done = 0
  const failures: string[] = []
  const loop = async () => {
    while (!isOver) {
      const { status, what } = await each().catch((error: Error) => ({
        status: 0,
        what: error.message,
      }))
      done++
      if (status < 200 || status >= 400) failures.push(`${status} ${what}`)
      await wait(10)
    }
  }
  const loops = [loop(), loop(), loop()]
  return {
    done: () => done,
    async stop() {
      isOver = true
      await Promise.all(loops)
      return failures
    },
  }
}

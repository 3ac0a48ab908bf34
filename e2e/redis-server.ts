import { type ChildProcess, spawn } from 'node:child_process'
import { createConnection } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './free-port'

/** A Redis of a test's own on a free port of loopback, without a file on the disk. */
export type RedisServer = {
  url: string
  /** Starts it, empty, at the same port. */
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Freezes or thaws it: connections stay, answers do not come. */
  signal(signal: NodeJS.Signals): void
}

/** @throws Error when Debian's redis-server is not installed; e2e/real-cloud/install.sh installs it. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async () => {
    const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '']
    const made = spawn('redis-server', [...options, '--appendonly', 'no'], { stdio: 'ignore' })
    child = made
    let failure: Error | undefined
    made.once('error', (error) => {
      failure = error
    })
    for (let tries = 0; tries < 200; tries++) {
      if (failure) throw failure
      if (await listens(port)) return
      await wait(25)
    }
    throw new Error('redis-server did not start')
  }
  const stop = (signal: NodeJS.Signals = 'SIGKILL') =>
    new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    signal: (signal) => void child?.kill(signal),
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

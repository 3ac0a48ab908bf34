import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** An embedded cloud in a process of its own that can be killed. */
export type CrashCloud = {
  origin: string
  /** Ends it at once and waits until the process is gone. */
  kill(): Promise<void>
}

/** Starts the cloud on `dir` and waits until it is ready. Throws with its output when it ends first. */
export async function startCrashCloud(dir: string, port: number): Promise<CrashCloud> {
  const child = spawn(
    process.execPath,
    // Tokens that last longer than the run: a 401 must not stop the load.
    ['--import', 'tsx', 'lib/localcloud/main.ts', '--dir', dir, '--port', String(port)].concat([
      '--images',
      '0',
      '--token-seconds',
      '86400',
    ]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  await waitUntilReady(child)
  return {
    origin: `http://127.0.0.1:${port}`,
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let output = ''
    const read = (part: Buffer) => {
      output += part.toString()
      if (output.includes('ready')) done()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => fail(new Error(`The cloud ended with ${code}:\n${output}`)))
    child.once('error', fail)
  })
}

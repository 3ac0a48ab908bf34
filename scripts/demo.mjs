// One command that shows the whole product: the embedded cloud, the dashboard, and how to sign in.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild, ensurePackages, fail, freePort, root, start, waitFor } from './prepare.mjs'

const port = Number(process.env.PORT ?? 3000)
const distDir = '.next'
const folder = path.resolve(root, process.env.DEMO_DIR ?? path.join('.vitrine', 'demo'))

ensurePackages()
if (ensureBuild(distDir) !== 0) fail('The build failed; see the lines above.')
mkdirSync(folder, { recursive: true })

const running = []
let isEnding = false
function end(status) {
  if (isEnding) return
  isEnding = true
  const alive = running.filter(({ child }) => child.exitCode === null && child.signalCode === null)
  // Until all are gone: a demo started right after must find its folder free.
  let left = alive.length
  for (const { child, stop } of alive.toReversed()) {
    child.once('exit', () => {
      left -= 1
      if (left === 0) process.exit(status)
    })
    stop()
  }
  setTimeout(() => process.exit(status), left === 0 ? 0 : 5000)
}
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))
process.on('SIGHUP', () => end(0))

const cloudPort = await freePort()
const reset = process.argv.includes('--reset') ? ['--reset'] : []
const keystoneUrl = `http://127.0.0.1:${cloudPort}/identity/v3`
const cloud = begin(process.execPath, [
  '--import',
  'tsx',
  'lib/localcloud/main.ts',
  '--dir',
  path.join(folder, 'cloud'),
  '--port',
  String(cloudPort),
  ...reset,
])
const announced = collect(cloud.child.stdout)
if (!(await waitFor(keystoneUrl, 60, () => cloud.child.exitCode !== null)))
  fail('The embedded cloud did not start.')

const url = `http://127.0.0.1:${port}`
const dashboard = begin(
  process.execPath,
  [
    'node_modules/next/dist/bin/next',
    'start',
    '-H',
    '127.0.0.1',
    '-p',
    String(port),
    '--keepAliveTimeout',
    '65000',
  ],
  {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      KEYSTONE_URL: keystoneUrl,
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: secret(),
      UPLOAD_SPOOL_DIR: path.join(folder, 'spool'),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    },
  },
)
collect(dashboard.child.stdout)
if (!(await waitFor(`${url}/api/health`, 60, () => dashboard.child.exitCode !== null))) {
  end(1)
  fail(
    `The dashboard did not start on port ${port}. If the port is taken, choose another: PORT=3001 npm run demo`,
  )
}
console.log(`ready ${url}`)
console.log('Sign in with one of these (domain: user name / password):')
console.log(announced().split('\n').slice(1).join('\n').trimEnd())
console.log(`Other clients find the same cloud at ${keystoneUrl}`)
console.log(
  `Ctrl-C ends everything. The data stay in ${path.relative(root, folder)}; \`npm run demo -- --reset\` starts anew.`,
)

function begin(command, args, options) {
  const started = start(command, args, options)
  running.push(started)
  started.child.once('exit', (status) => end(status ?? 1))
  return started
}

function collect(stream) {
  let text = ''
  stream.setEncoding('utf8').on('data', (part) => {
    text += part
  })
  return () => text
}

// Kept between runs, so that a restart signs nobody out.
function secret() {
  const file = path.join(folder, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(33).toString('base64'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock'

let dir = ''

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'localcloud-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('a folder is claimed once and can be given back', () => {
  const release = lockFolder(dir)
  expect(() => lockFolder(dir)).toThrow('Another cloud is running')
  release()
  lockFolder(dir)()
})

test('the claim of a killed process is void', async () => {
  const script = `import { lockFolder } from './lib/localcloud/folder-lock'
    lockFolder(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
  await once(child.stdout, 'data')
  expect(() => lockFolder(dir)).toThrow('Another cloud is running')
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockFolder(dir)()
})

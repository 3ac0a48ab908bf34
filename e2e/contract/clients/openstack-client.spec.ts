import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { as, uniqueName } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

// Debian's python3-openstackclient, as it is. It must not notice which cloud it speaks to.

const run = promisify(execFile)

/** Runs one command as alice; answers what it printed. Rejects unless it ends with 0. */
async function openstack(...args: string[]): Promise<string> {
  const { name, password, domain, project } = target.accounts.alice
  const { stdout } = await run('/usr/bin/openstack', args, {
    env: {
      NODE_ENV: 'production',
      PATH: '/usr/bin:/bin',
      HOME: tmpdir(),
      OS_AUTH_URL: target.keystoneUrl,
      OS_IDENTITY_API_VERSION: '3',
      OS_USERNAME: name,
      OS_PASSWORD: password,
      OS_USER_DOMAIN_NAME: domain,
      OS_PROJECT_NAME: project,
      OS_PROJECT_DOMAIN_NAME: domain,
    },
  })
  return stdout
}

async function json<Value>(...args: string[]): Promise<Value> {
  return JSON.parse(await openstack(...args, '-f', 'json')) as Value
}

type Image = {
  id: string
  name: string
  size: number
  status: string
  checksum: string
  min_disk: number
  tags: string[]
  properties: Record<string, string>
}

test.describe('the openstack command', () => {
  test.describe.configure({ mode: 'serial', timeout: 120_000 })
  const name = uniqueName('client')
  let folder = ''
  let id = ''
  const bytes = randomBytes(3_000_001)

  test.beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'openstack-client-'))
    writeFileSync(path.join(folder, 'disk.raw'), bytes)
  })
  test.afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    if (id) await (await as('admin')).image('DELETE', `/images/${id}`)
  })

  test('token issue', async () => {
    const token = await json<{ id: string; project_id: string }>('token', 'issue')
    expect(token.id).not.toBe('')
    expect(token.project_id).toBe((await as('alice')).projectId)
  })

  test('image create with a file, and show', async () => {
    const made = await json<Image>(
      ...['image', 'create', name, '--file', path.join(folder, 'disk.raw')],
      ...['--disk-format', 'raw', '--container-format', 'bare', '--shared'],
      ...['--property', 'colour=green', '--tag', 'first', '--min-disk', '1'],
    )
    id = made.id
    const shown = await json<Image>('image', 'show', name)
    expect(shown).toMatchObject({ id, name, status: 'active', size: bytes.length, min_disk: 1 })
    expect(shown.tags).toEqual(['first'])
    expect(shown.properties).toMatchObject({ colour: 'green' })
  })

  test('image list finds it', async () => {
    const listed = await json<Array<{ ID: string; Name: string; Status: string }>>(
      ...['image', 'list', '--name', name],
    )
    expect(listed).toEqual([{ ID: id, Name: name, Status: 'active' }])
  })

  test('image save gives the same bytes', async () => {
    const copy = path.join(folder, 'copy.raw')
    await openstack('image', 'save', id, '--file', copy)
    expect(readFileSync(copy).equals(bytes)).toBe(true)
  })

  test('image set and unset', async () => {
    await openstack(
      ...['image', 'set', id, '--property', 'os_distro=debian', '--tag', 'second'],
      ...['--min-ram', '512', '--name', `${name}-two`],
    )
    const set = await json<Image>('image', 'show', id)
    expect(set).toMatchObject({ name: `${name}-two`, min_ram: 512 })
    expect(set.properties).toMatchObject({ colour: 'green', os_distro: 'debian' })
    expect([...set.tags].sort()).toEqual(['first', 'second'])
    await openstack('image', 'unset', id, '--property', 'colour', '--tag', 'first')
    const unset = await json<Image>('image', 'show', id)
    expect(unset.properties).not.toHaveProperty('colour')
    expect(unset.tags).toEqual(['second'])
  })

  test('image add project, member list, remove project', async () => {
    const partner = (await as('bob')).projectId
    const members = () =>
      json<Array<{ 'Member ID': string; Status: string }>>('image', 'member', 'list', id)
    await openstack('image', 'add', 'project', id, partner)
    expect(await members()).toMatchObject([{ 'Member ID': partner, Status: 'pending' }])
    await openstack('image', 'remove', 'project', id, partner)
    expect(await members()).toEqual([])
  })

  test('image delete', async () => {
    await openstack('image', 'delete', id)
    await expect(openstack('image', 'show', id)).rejects.toThrow(/No Image found|not found/i)
    id = ''
  })
})

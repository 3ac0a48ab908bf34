import { readFileSync } from 'node:fs'

/** A running cloud, as `e2e/real-cloud/up.sh` describes it in its `cloud.json`. */
export type TestCloud = { keystoneUrl: string; glanceUrl: string }

/** What a request as one account on its project needs. */
export type Access = { token: string; projectId: string; glanceUrl: string }

export function readCloud(folder: string): TestCloud {
  const raw = JSON.parse(readFileSync(`${folder}/cloud.json`, 'utf8'))
  return { keystoneUrl: raw.keystone_url, glanceUrl: raw.glance_url }
}

/** Signs in with a password and takes a token on a project. */
export async function access(
  cloud: TestCloud,
  account = { name: 'alice', password: 'alice', domain: 'Default', project: 'demo' },
): Promise<Access> {
  const domain = { name: account.domain }
  const body = {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: account.name, domain, password: account.password } },
      },
      scope: { project: { name: account.project, domain } },
    },
  }
  const answer = await fetch(`${cloud.keystoneUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  const { token } = (await answer.json()) as { token: { project: { id: string } } }
  return {
    token: answer.headers.get('x-subject-token') ?? '',
    projectId: token.project.id,
    glanceUrl: cloud.glanceUrl,
  }
}

/** Revokes a token. */
export async function revoke(cloud: TestCloud, token: string): Promise<void> {
  await fetch(`${cloud.keystoneUrl}/auth/tokens`, {
    method: 'DELETE',
    headers: { 'x-auth-token': token, 'x-subject-token': token },
  })
}

export type ImageRecord = {
  id: string
  status: string
  size: number | null
  checksum: string | null
  os_hash_value: string | null
  tags: string[]
}

const json = { 'content-type': 'application/json', accept: 'application/json' }

/** Creates a queued raw image and returns its id. */
export async function createRecord({ glanceUrl, token }: Access, name: string): Promise<string> {
  const answer = await fetch(`${glanceUrl}/v2/images`, {
    method: 'POST',
    headers: { ...json, 'x-auth-token': token },
    body: JSON.stringify({ name, disk_format: 'raw', container_format: 'bare' }),
  })
  if (answer.status !== 201) throw new Error(`create: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

export async function readRecord({ glanceUrl, token }: Access, id: string): Promise<ImageRecord> {
  const answer = await fetch(`${glanceUrl}/v2/images/${id}`, {
    headers: { ...json, 'x-auth-token': token },
  })
  if (answer.status !== 200) throw new Error(`image: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as ImageRecord
}

export async function deleteRecord({ glanceUrl, token }: Access, id: string): Promise<void> {
  await fetch(`${glanceUrl}/v2/images/${id}`, {
    method: 'DELETE',
    headers: { 'x-auth-token': token },
  })
}

import type { CloudSession } from '@/e2e/cloud-session'
import { expect, people, test } from '@/e2e/fixtures'
import { type HttpAnswer, HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import type { FaultRule } from '@/lib/localcloud/faults'
import { clearFaults, setFaults } from './fault-board'

test.skip(target.name !== 'local', 'only the embedded cloud fails on demand')
test.describe.configure({ mode: 'serial' })
test.afterEach(clearFaults)

// A write that fails is told, changes nothing, and is never sent a second time behind the person's
// back: each fault bites once, so that a repeated write would get through and be seen in Glance.

type Work = { api: HttpSession; cloud: CloudSession; base: string; id: string }
type Write = {
  what: string
  /** Glance's call that fails. */
  rule: (id: string) => Pick<FaultRule, 'method' | 'path'>
  prepare?: (work: Work) => Promise<unknown>
  send: (work: Work) => Promise<HttpAnswer>
  /** What Glance holds of it, to compare before and after. */
  state: (work: Work) => Promise<unknown>
}

const tags = async ({ cloud, id }: Work) => ((await cloud.getImage(id)).tags as string[]).toSorted()
const members = async ({ cloud, id }: Work) => {
  const answer = await cloud.glance(`/images/${id}/members`)
  return ((await answer.json()) as { members: Array<{ member_id: string }> }).members.map(
    ({ member_id }) => member_id,
  )
}
const status = async ({ cloud, id }: Work) => (await cloud.getImage(id)).status
const change = { changes: [{ key: 'os_distro', value: 'debian' }] }

const writes: Write[] = [
  {
    what: 'creating a record',
    rule: () => ({ method: 'POST', path: '/v2/images$' }),
    send: ({ api, base, id }) =>
      api.call('POST', base, {
        json: { name: `made ${id}`, disk_format: 'raw', container_format: 'bare' },
      }),
    state: async ({ cloud, id }) => (await cloud.imagesNamed(`made ${id}`)).length,
  },
  {
    what: 'editing',
    rule: (id) => ({ method: 'PATCH', path: `/v2/images/${id}$` }),
    send: ({ api, base, id }) => api.call('PATCH', `${base}/${id}`, { json: change }),
    state: async ({ cloud, id }) => (await cloud.getImage(id)).os_distro ?? null,
  },
  {
    what: 'adding a tag',
    rule: (id) => ({ method: 'PUT', path: `/v2/images/${id}/tags/` }),
    send: ({ api, base, id }) => api.call('PUT', `${base}/${id}/tags/new`),
    state: tags,
  },
  {
    what: 'removing a tag',
    rule: (id) => ({ method: 'DELETE', path: `/v2/images/${id}/tags/` }),
    send: ({ api, base, id }) => api.call('DELETE', `${base}/${id}/tags/old`),
    state: tags,
  },
  {
    what: 'sharing',
    rule: (id) => ({ method: 'POST', path: `/v2/images/${id}/members$` }),
    send: ({ api, base, id }) =>
      api.call('POST', `${base}/${id}/members`, { json: { member: 'f'.repeat(32) } }),
    state: members,
  },
  {
    what: 'taking a share back',
    rule: (id) => ({ method: 'DELETE', path: `/v2/images/${id}/members/` }),
    prepare: ({ cloud, id }) =>
      cloud.glance(`/images/${id}/members`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ member: 'e'.repeat(32) }),
      }),
    send: ({ api, base, id }) => api.call('DELETE', `${base}/${id}/members/${'e'.repeat(32)}`),
    state: members,
  },
  {
    what: 'deactivating',
    rule: (id) => ({ method: 'POST', path: `/v2/images/${id}/actions/deactivate$` }),
    send: ({ api, base, id }) => api.call('POST', `${base}/${id}/deactivate`),
    state: status,
  },
  {
    what: 'reactivating',
    rule: (id) => ({ method: 'POST', path: `/v2/images/${id}/actions/reactivate$` }),
    prepare: ({ cloud, id }) =>
      cloud.glance(`/images/${id}/actions/deactivate`, { method: 'POST' }),
    send: ({ api, base, id }) => api.call('POST', `${base}/${id}/reactivate`),
    state: status,
  },
  {
    what: 'deleting',
    rule: (id) => ({ method: 'DELETE', path: `/v2/images/${id}$` }),
    send: ({ api, base, id }) => api.call('DELETE', `${base}/${id}`),
    state: async ({ cloud, id }) => (await cloud.glance(`/images/${id}`)).status,
  },
]

const faults: Array<[what: string, rule: Partial<FaultRule>, code: string]> = [
  ['500', { status: 500 }, 'upstream_down'],
  ['409', { status: 409 }, 'conflict'],
  ['413', { status: 413 }, 'too_large'],
  ['a proxy’s HTML page', { status: 502, html: true }, 'upstream_down'],
  ['nothing', { drop: true }, 'upstream_down'],
]

let api: HttpSession
let project: string

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
test.beforeAll(async ({}, info) => {
  const base = process.env.VITRINE_URL ?? info.project.use.baseURL ?? ''
  api = await HttpSession.open(base, people.alice)
  project = await api.projectId('demo')
})

for (const { what, rule, prepare, send, state } of writes) {
  for (const [answer, fault, code] of faults) {
    test(`${what} when Glance answers ${answer}`, async ({ cloudOf }) => {
      const cloud = await cloudOf(people.alice)
      const id = await cloud.createActiveImage({ name: `write ${Date.now()}`, tags: ['old'] })
      const work: Work = { api, cloud, base: `/api/p/${project}/images`, id }
      await prepare?.(work)
      const before = await state(work)
      await setFaults({ rules: [{ service: 'image', ...rule(id), ...fault, times: 1 }] })
      const refused = await send(work)
      expect(refused.headers['content-type']).toBe('application/problem+json')
      expect(refused.json()).toMatchObject({
        code,
        requestId: expect.stringMatching(/^req-/),
      })
      expect(refused.text).not.toMatch(/<\/?[a-z]+>|\bat .+:\d+:\d+/i)
      expect(await state(work)).toEqual(before)
      const again = await send(work)
      expect(again.status).toBeLessThan(300)
      expect(await state(work)).not.toEqual(before)
      for (const made of await cloud.imagesNamed(`made ${id}`)) cloud.adopt(made)
    })
  }
}

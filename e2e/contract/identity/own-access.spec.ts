import { expect, test } from '@playwright/test'
import { expectKeystoneError, hexId } from '@/e2e/contract/errors'
import { as, type Session } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type Project = { id: string; name: string; links: { self: string } }

const forbidden = (action: string) =>
  `You are not authorized to perform the requested action: identity:${action}.`

test('GET /auth/projects lists the own projects in full', async () => {
  const alice = await as('alice')
  const answer = await alice.identity('GET', '/auth/projects')
  expect(answer.status).toBe(200)
  const body = answer.json<{ projects: Project[]; links: unknown }>()
  expect(body.projects.map(({ name }) => name).sort()).toEqual(['demo', 'partner'])
  expect(body.links).toEqual({
    next: null,
    self: `${target.keystoneUrl}/auth/projects`,
    previous: null,
  })
  expect(body.projects.find(({ name }) => name === 'demo')).toMatchObject({
    id: alice.projectId,
    domain_id: 'default',
    description: expect.any(String),
    enabled: true,
    parent_id: 'default',
    is_domain: false,
    tags: [],
    options: {},
    links: { self: `${target.keystoneUrl}/projects/${alice.projectId}` },
  })
})

test('GET /users/{own}/projects lists the same', async () => {
  const alice = await as('alice')
  const answer = await alice.identity('GET', `/users/${alice.userId}/projects`)
  const names = answer.json<{ projects: Project[] }>().projects.map(({ name }) => name)
  expect(names.sort()).toEqual(['demo', 'partner'])
})

for (const path of ['/auth/projects', '/auth/domains']) {
  test(`GET ${path} of somebody without any role is an empty list`, async () => {
    const answer = await (await as('noproject')).identity('GET', path)
    expect(answer.status).toBe(200)
    const key = path.slice('/auth/'.length)
    expect(answer.json()).toEqual({
      [key]: [],
      links: { next: null, self: `${target.keystoneUrl}${path}`, previous: null },
    })
  })
}

test('GET /auth/catalog is the catalogue of the token', async () => {
  const answer = await (await as('alice')).identity('GET', '/auth/catalog')
  expect(answer.status).toBe(200)
  const { catalog } = answer.json<{ catalog: Array<{ type: string; name: string; id: string }> }>()
  expect(catalog.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
    'identity keystone',
    'image glance',
  ])
  for (const { id } of catalog) expect(id).toMatch(hexId)
})

test('GET /auth/catalog without scope is 403', async () => {
  const answer = await (await as('noproject')).identity('GET', '/auth/catalog')
  expectKeystoneError(answer, 403, 'You are not authorized to perform the requested action.')
})

test('GET /auth/system tells who has a role there', async () => {
  const answers = [
    await (await as('admin')).identity('GET', '/auth/system'),
    await (await as('alice')).identity('GET', '/auth/system'),
  ]
  expect(answers.map((answer) => answer.json<{ system: unknown[] }>().system)).toEqual([
    [{ all: true }],
    [],
  ])
})

test('a person sees the own record, without the password', async () => {
  const alice = await as('alice')
  const answer = await alice.identity('GET', `/users/${alice.userId}`)
  expect(answer.status).toBe(200)
  expect(answer.json()).toEqual({
    user: {
      id: alice.userId,
      name: 'alice',
      domain_id: 'default',
      enabled: true,
      password_expires_at: null,
      options: {},
      links: { self: `${target.keystoneUrl}/users/${alice.userId}` },
    },
  })
})

test('a member sees the project and the domain of the token', async () => {
  const alice = await as('alice')
  const project = await alice.identity('GET', `/projects/${alice.projectId}`)
  expect(project.json<{ project: Project }>().project.name).toBe('demo')
  const domain = await alice.identity('GET', '/domains/default')
  expect(domain.json()).toMatchObject({ domain: { id: 'default', name: 'Default', enabled: true } })
})

test.describe('what a member may not', () => {
  const cases: Array<[string, (alice: Session, admin: Session) => string, string]> = [
    ['GET', () => '/projects', 'list_projects'],
    ['GET', () => '/projects?name=demo', 'list_projects'],
    ['GET', (_, admin) => `/projects/${admin.projectId}`, 'get_project'],
    ['GET', () => '/domains', 'list_domains'],
    ['GET', () => '/users', 'list_users'],
    ['GET', (_, admin) => `/users/${admin.userId}`, 'get_user'],
    ['GET', (_, admin) => `/users/${admin.userId}/projects`, 'list_user_projects'],
    ['GET', () => '/roles', 'list_roles'],
    ['GET', () => '/role_assignments', 'list_role_assignments'],
    ['GET', (alice) => `/role_assignments?user.id=${alice.userId}`, 'list_role_assignments'],
    ['GET', () => '/services', 'list_services'],
    ['GET', () => '/endpoints', 'list_endpoints'],
    ['DELETE', (alice) => `/projects/${alice.projectId}`, 'delete_project'],
    ['DELETE', (alice) => `/users/${alice.userId}`, 'delete_user'],
    ['DELETE', () => '/domains/default', 'delete_domain'],
    ['DELETE', () => '/regions/RegionOne', 'delete_region'],
  ]
  for (const [method, pathOf, action] of cases) {
    test(`${method} ${pathOf({ userId: '{own}', projectId: '{own}' } as Session, { userId: '{other}', projectId: '{other}' } as Session)} is 403`, async () => {
      const [alice, admin] = [await as('alice'), await as('admin')]
      expectKeystoneError(
        await alice.identity(method, pathOf(alice, admin)),
        403,
        forbidden(action),
      )
    })
  }

  const writes: Array<[string, string, unknown, string]> = [
    ['POST', '/projects', { project: { name: 'mine' } }, 'create_project'],
    ['POST', '/domains', { domain: { name: 'mine' } }, 'create_domain'],
    ['POST', '/users', { user: { name: 'mine' } }, 'create_user'],
    ['POST', '/roles', { role: { name: 'mine' } }, 'create_role'],
    ['POST', '/regions', { region: { id: 'mine' } }, 'create_region'],
    ['POST', '/services', { service: { type: 'mine' } }, 'create_service'],
    [
      'POST',
      '/endpoints',
      { endpoint: { service_id: 'x', interface: 'public', url: 'http://127.0.0.1' } },
      'create_endpoint',
    ],
  ]
  for (const [method, path, json, action] of writes) {
    test(`${method} ${path} is 403`, async () => {
      const answer = await (await as('alice')).identity(method, path, { json })
      expectKeystoneError(answer, 403, forbidden(action))
    })
  }

  test('a reader is refused like a member', async () => {
    const answer = await (await as('carol')).identity('GET', '/users')
    expectKeystoneError(answer, 403, forbidden('list_users'))
  })
})

test.describe('what everybody may read', () => {
  for (const path of ['/regions', '/regions/RegionOne', '/credentials']) {
    test(`GET ${path}`, async () => {
      expect((await (await as('alice')).identity('GET', path)).status).toBe(200)
    })
  }
})

import { expect, test } from '@playwright/test'
import { expectKeystoneError, hexId } from '@/e2e/contract/errors'
import { as, uniqueName } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type Role = { id: string; name: string }
type Assignment = {
  role: { id: string; name?: string }
  user?: { id: string; name?: string }
  scope: object
  links: { assignment: string }
}

async function admin(method: string, path: string, json?: unknown) {
  return (await as('admin')).identity(method, path, json === undefined ? {} : { json })
}

async function withRole(use: (role: Role) => Promise<void>) {
  const made = await admin('POST', '/roles', { role: { name: uniqueName('role') } })
  expect(made.status, made.text).toBe(201)
  const { role } = made.json<{ role: Role }>()
  await use(role)
  await admin('DELETE', `/roles/${role.id}`)
}

async function seededRole(name: string): Promise<string> {
  const { roles } = (await admin('GET', `/roles?name=${name}`)).json<{ roles: Role[] }>()
  return roles[0]?.id ?? ''
}

test.describe('roles', () => {
  test('the life of one', async () => {
    const name = uniqueName('role')
    const made = await admin('POST', '/roles', { role: { name } })
    expect(made.status).toBe(201)
    const { role } = made.json<{ role: Role }>()
    expect(role).toEqual({
      id: expect.stringMatching(hexId),
      name,
      domain_id: null,
      description: null,
      options: {},
      links: { self: `${target.keystoneUrl}/roles/${role.id}` },
    })
    expectKeystoneError(
      await admin('POST', '/roles', { role: { name } }),
      409,
      `Conflict occurred attempting to store role - Duplicate entry found with name ${name}.`,
    )
    const changed = await admin('PATCH', `/roles/${role.id}`, { role: { description: 'q' } })
    expect(changed.json()).toMatchObject({ role: { name, description: 'q' } })
    expect((await admin('DELETE', `/roles/${role.id}`)).status).toBe(204)
    expectKeystoneError(
      await admin('GET', `/roles/${role.id}`),
      404,
      `Could not find role: ${role.id}.`,
    )
  })

  test('without a name it is 400', async () => {
    expectKeystoneError(
      await admin('POST', '/roles', { role: {} }),
      400,
      /^'name' is a required property/,
    )
  })

  test('the seeded ones are listed', async () => {
    const { roles } = (await admin('GET', '/roles')).json<{ roles: Role[] }>()
    expect(roles.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['admin', 'member', 'reader']),
    )
  })

  test('the seeded ones cannot be changed or deleted', async () => {
    const id = await seededRole('member')
    const words = (verb: string) =>
      `Unable to ${verb} immutable role resource: \`${id}. Set resource option "immutable" to false first.`
    expectKeystoneError(
      await admin('PATCH', `/roles/${id}`, { role: { name: 'x' } }),
      403,
      words('update'),
    )
    expectKeystoneError(await admin('DELETE', `/roles/${id}`), 403, words('delete'))
  })

  for (const method of ['GET', 'PATCH', 'DELETE']) {
    test(`${method} of an unknown one is 404`, async () => {
      const json = method === 'PATCH' ? { role: { description: 'x' } } : undefined
      expectKeystoneError(
        await admin(method, '/roles/nope', json),
        404,
        'Could not find role: nope.',
      )
    })
  }
})

test.describe('a role of a user on a project', () => {
  test('is given, seen, listed and taken, each with 204', async () => {
    const [{ projectId }, { userId }] = [await as('admin'), await as('bob')]
    await withRole(async (role) => {
      const grant = `/projects/${projectId}/users/${userId}/roles/${role.id}`
      const missing = `Could not find role assignment with role: ${role.id}, user or group: ${userId}, project, domain, or system: ${projectId}.`
      expect((await admin('HEAD', grant)).status).toBe(404)
      expectKeystoneError(await admin('GET', grant), 404, missing)
      expectKeystoneError(await admin('DELETE', grant), 404, missing)
      for (const method of ['PUT', 'PUT', 'HEAD', 'GET']) {
        expect((await admin(method, grant)).status, method).toBe(204)
      }
      const listed = await admin('GET', `/projects/${projectId}/users/${userId}/roles`)
      expect(listed.json<{ roles: Role[] }>().roles.map(({ id }) => id)).toEqual([role.id])
      expect((await admin('DELETE', grant)).status).toBe(204)
    })
  })

  test('unknown project, user or role is 404', async () => {
    const [{ projectId }, { userId }] = [await as('admin'), await as('bob')]
    const reader = await seededRole('reader')
    for (const [path, message] of [
      [`/projects/nope/users/${userId}/roles/${reader}`, 'Could not find project: nope.'],
      [`/projects/${projectId}/users/nope/roles/${reader}`, 'Could not find user: nope.'],
      [`/projects/${projectId}/users/${userId}/roles/nope`, 'Could not find role: nope.'],
    ] as const) {
      expectKeystoneError(await admin('PUT', path), 404, message)
    }
  })
})

test.describe('GET /role_assignments', () => {
  async function list(query: string): Promise<Assignment[]> {
    const answer = await admin('GET', `/role_assignments?${query}`)
    expect(answer.status, answer.text).toBe(200)
    return answer.json<{ role_assignments: Assignment[] }>().role_assignments
  }

  test('of a user: one for each project, with a link to the grant', async () => {
    const alice = await as('alice')
    const found = await list(`user.id=${alice.userId}`)
    expect(found).toHaveLength(2)
    const member = await seededRole('member')
    expect(found).toContainEqual({
      links: {
        assignment: `${target.keystoneUrl}/projects/${alice.projectId}/users/${alice.userId}/roles/${member}`,
      },
      scope: { project: { id: alice.projectId } },
      user: { id: alice.userId },
      role: { id: member },
    })
  })

  for (const query of ['include_names', 'include_names=true']) {
    test(`${query} adds the names`, async () => {
      const alice = await as('alice')
      const [found] = await list(
        `user.id=${alice.userId}&scope.project.id=${alice.projectId}&${query}`,
      )
      expect(found).toMatchObject({
        scope: { project: { name: 'demo', domain: { id: 'default', name: 'Default' } } },
        user: { name: 'alice', domain: { id: 'default', name: 'Default' } },
        role: { name: 'member' },
      })
    })
  }

  test('effective adds the implied roles', async () => {
    const alice = await as('alice')
    const query = `user.id=${alice.userId}&scope.project.id=${alice.projectId}`
    expect(await list(query)).toHaveLength(1)
    const found = await list(`${query}&effective&include_names`)
    expect(found.map(({ role }) => role.name).sort()).toEqual(['member', 'reader'])
  })

  test('of a project: everybody there', async () => {
    const alice = await as('alice')
    const users = (await list(`scope.project.id=${alice.projectId}`)).map(({ user }) => user?.id)
    expect(users).toEqual(expect.arrayContaining([alice.userId, (await as('carol')).userId]))
    expect(users).not.toContain((await as('bob')).userId)
  })

  test('of the system', async () => {
    const found = await list('scope.system=all')
    expect(found.map(({ scope }) => scope)).toContainEqual({ system: { all: true } })
  })

  test('of a role', async () => {
    await withRole(async (role) => expect(await list(`role.id=${role.id}`)).toEqual([]))
  })

  for (const [what, query, message] of [
    [
      'domain and project',
      'scope.domain.id=default&scope.project.id=x',
      'Specify a domain or project, not both',
    ],
    [
      'effective and group',
      'effective&group.id=x',
      'Combining effective and group filter will always result in an empty list.',
    ],
  ] as const) {
    test(`${what} together is 400`, async () => {
      expectKeystoneError(await admin('GET', `/role_assignments?${query}`), 400, message)
    })
  }
})

test('a role on a domain and on the system', async () => {
  const [bob, reader] = [await as('bob'), await seededRole('reader')]
  for (const place of ['/domains/default', '/system']) {
    const grants = `${place}/users/${bob.userId}/roles`
    expect((await admin('PUT', `${grants}/${reader}`)).status).toBe(204)
    const listed = await admin('GET', grants)
    expect(listed.json<{ roles: Role[] }>().roles.map(({ name }) => name)).toEqual(['reader'])
    expect((await admin('DELETE', `${grants}/${reader}`)).status).toBe(204)
    expect((await admin('GET', grants)).json<{ roles: Role[] }>().roles).toEqual([])
  }
})

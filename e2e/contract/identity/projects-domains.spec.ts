import { expect, test } from '@playwright/test'
import { expectKeystoneError, hexId } from '@/e2e/contract/errors'
import { as, uniqueName } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type Project = { id: string; name: string; domain_id: string; enabled: boolean; tags: string[] }

/** One call as admin with the inner object under its key, as Keystone wants it. */
async function admin(method: string, path: string, json?: unknown) {
  return (await as('admin')).identity(method, path, json === undefined ? {} : { json })
}

async function withProject(use: (project: Project) => Promise<void>, more: object = {}) {
  const made = await admin('POST', '/projects', {
    project: { name: uniqueName('project'), ...more },
  })
  expect(made.status, made.text).toBe(201)
  const { project } = made.json<{ project: Project }>()
  await use(project)
  await admin('DELETE', `/projects/${project.id}`)
}

test.describe('projects', () => {
  test('create answers 201 with the whole project', async () => {
    const name = uniqueName('project')
    const made = await admin('POST', '/projects', { project: { name, description: 'For tests' } })
    expect(made.status).toBe(201)
    const { project } = made.json<{ project: Project }>()
    expect(project).toEqual({
      id: expect.stringMatching(hexId),
      name,
      domain_id: 'default',
      description: 'For tests',
      enabled: true,
      parent_id: 'default',
      is_domain: false,
      tags: [],
      options: {},
      links: { self: `${target.keystoneUrl}/projects/${project.id}` },
    })
    expect((await admin('GET', `/projects/${project.id}`)).json()).toEqual({ project })
    const gone = await admin('DELETE', `/projects/${project.id}`)
    expect(gone.status).toBe(204)
    expect(gone.text).toBe('')
    expectKeystoneError(
      await admin('GET', `/projects/${project.id}`),
      404,
      `Could not find project: ${project.id}.`,
    )
  })

  test('without a description it is empty text', async () => {
    await withProject(async (project) => {
      expect(project).toMatchObject({ description: '' })
    })
  })

  test('unknown keys are kept', async () => {
    await withProject(
      async (project) => {
        expect(project).toMatchObject({ color: 'red' })
        const shown = await admin('GET', `/projects/${project.id}`)
        expect(shown.json()).toMatchObject({ project: { color: 'red' } })
      },
      { color: 'red' },
    )
  })

  test('the same name in one domain is 409, in another it is fine', async () => {
    await withProject(async (project) => {
      const again = await admin('POST', '/projects', { project: { name: project.name } })
      expectKeystoneError(
        again,
        409,
        /^Conflict occurred attempting to store project - it is not permitted to have two projects with either the same name or same id in the same domain: name is .+, project id [0-9a-f]{32}\.$/,
      )
      const domains = await admin('GET', '/domains?name=Corp')
      const corp = domains.json<{ domains: Array<{ id: string }> }>().domains[0]?.id
      await withProject(async (other) => expect(other.domain_id).toBe(corp), {
        name: project.name,
        domain_id: corp,
      })
    })
  })

  for (const [what, project, message] of [
    ['no name', {}, /^'name' is a required property/],
    ['an empty name', { name: '' }, /^Invalid input for field 'name': '' is too short/],
    [
      'a name over 64',
      { name: 'x'.repeat(65) },
      /^Invalid input for field 'name': 'x+' is too long/,
    ],
    [
      'enabled as text',
      { name: 'x', enabled: 'yes' },
      /^Invalid input for field 'enabled': 'yes' is not of type 'boolean'/,
    ],
    ['an unknown domain', { name: 'x', domain_id: 'nope' }, 'Could not find domain: nope.'],
    ['an unknown parent', { name: 'x', parent_id: 'nope' }, 'Could not find project: nope.'],
  ] as const) {
    test(`create with ${what} is 400`, async () => {
      expectKeystoneError(await admin('POST', '/projects', { project }), 400, message)
    })
  }

  test('list filters by name, domain and enabled', async () => {
    await withProject(
      async (project) => {
        for (const query of [
          `name=${project.name}`,
          `name=${project.name}&domain_id=default`,
          `enabled=false`,
        ]) {
          const found = await admin('GET', `/projects?${query}`)
          const { projects } = found.json<{ projects: Project[] }>()
          expect(projects.map(({ id }) => id)).toContain(project.id)
        }
        for (const query of [`name=${project.name}x`, `name=${project.name}&enabled=true`]) {
          const found = await admin('GET', `/projects?${query}`)
          expect(found.json<{ projects: Project[] }>().projects).toEqual([])
        }
      },
      { enabled: false },
    )
  })

  test('the links of a list repeat the query', async () => {
    const answer = await admin('GET', '/projects?name=demo&domain_id=default')
    expect(answer.json()).toMatchObject({
      links: {
        next: null,
        previous: null,
        self: `${target.keystoneUrl}/projects?name=demo&domain_id=default`,
      },
    })
  })

  test('change of name, description and state', async () => {
    await withProject(async ({ id }) => {
      const name = uniqueName('renamed')
      const changed = await admin('PATCH', `/projects/${id}`, {
        project: { name, description: 'new', enabled: false },
      })
      expect(changed.status).toBe(200)
      expect(changed.json()).toMatchObject({
        project: { id, name, description: 'new', enabled: false },
      })
    })
  })

  for (const [what, project, message] of [
    ['of the id', { id: 'x' }, 'Cannot change ID'],
    ['of the domain', { domain_id: 'x' }, 'Cannot change Domain ID'],
    ['to nothing', {}, /^{} does not have enough properties/],
  ] as const) {
    test(`a change ${what} is 400`, async () => {
      await withProject(async ({ id }) => {
        expectKeystoneError(await admin('PATCH', `/projects/${id}`, { project }), 400, message)
      })
    })
  }

  for (const method of ['GET', 'PATCH', 'DELETE']) {
    test(`${method} of an unknown one is 404`, async () => {
      const json = method === 'PATCH' ? { project: { description: 'x' } } : undefined
      expectKeystoneError(
        await admin(method, '/projects/nope', json),
        404,
        'Could not find project: nope.',
      )
    })
  }

  test('a project below another is a child, and its parent stays until it is gone', async () => {
    await withProject(async (parent) => {
      await withProject(
        async (child) => {
          expect(child).toMatchObject({ parent_id: parent.id })
          expectKeystoneError(
            await admin('DELETE', `/projects/${parent.id}`),
            403,
            `Cannot delete the project ${parent.id} since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole subtree.`,
          )
        },
        { parent_id: parent.id },
      )
    })
  })

  test('tags are set, listed and looked up', async () => {
    await withProject(
      async ({ id, tags }) => {
        expect(tags).toEqual(['a', 'b'])
        expect((await admin('PUT', `/projects/${id}/tags/one`)).status).toBe(201)
        const listed = (await admin('GET', `/projects/${id}/tags`)).json<{ tags: string[] }>()
        expect(listed.tags.sort()).toEqual(['a', 'b', 'one'])
        expect((await admin('GET', `/projects/${id}/tags/one`)).status).toBe(204)
        expectKeystoneError(
          await admin('GET', `/projects/${id}/tags/none`),
          404,
          'Could not find project tag: none.',
        )
        expect((await admin('DELETE', `/projects/${id}/tags/one`)).status).toBe(204)
      },
      { tags: ['a', 'b'] },
    )
  })
})

test.describe('domains', () => {
  test('the life of one: create, change, disable, delete', async () => {
    const name = uniqueName('domain')
    const made = await admin('POST', '/domains', { domain: { name } })
    expect(made.status).toBe(201)
    const { domain } = made.json<{ domain: { id: string } }>()
    expect(domain).toEqual({
      id: expect.stringMatching(hexId),
      name,
      description: '',
      enabled: true,
      tags: [],
      options: {},
      links: { self: `${target.keystoneUrl}/domains/${domain.id}` },
    })
    expectKeystoneError(
      await admin('POST', '/domains', { domain: { name } }),
      409,
      `Conflict occurred attempting to store project - it is not permitted to have two projects acting as domains with the same name: ${name}.`,
    )
    expectKeystoneError(
      await admin('DELETE', `/domains/${domain.id}`),
      403,
      'Cannot delete a domain that is enabled, please disable it first.',
    )
    const changed = await admin('PATCH', `/domains/${domain.id}`, {
      domain: { description: 'x', enabled: false },
    })
    expect(changed.json()).toMatchObject({ domain: { name, description: 'x', enabled: false } })
    const listed = await admin('GET', `/domains?name=${name}`)
    expect(listed.json<{ domains: unknown[] }>().domains).toHaveLength(1)
    expect((await admin('DELETE', `/domains/${domain.id}`)).status).toBe(204)
    expectKeystoneError(
      await admin('GET', `/domains/${domain.id}`),
      404,
      `Could not find domain: ${domain.id}.`,
    )
  })

  test('a project in a new domain goes with it', async () => {
    const domain = (
      await admin('POST', '/domains', { domain: { name: uniqueName('domain') } })
    ).json<{ domain: { id: string } }>().domain
    const project = (
      await admin('POST', '/projects', { project: { name: 'inside', domain_id: domain.id } })
    ).json<{ project: Project }>().project
    await admin('PATCH', `/domains/${domain.id}`, { domain: { enabled: false } })
    expect((await admin('DELETE', `/domains/${domain.id}`)).status).toBe(204)
    expect((await admin('GET', `/projects/${project.id}`)).status).toBe(404)
  })

  test('create without a name is 400', async () => {
    expectKeystoneError(
      await admin('POST', '/domains', { domain: {} }),
      400,
      /^'name' is a required property/,
    )
  })

  test('the seeded ones are listed', async () => {
    const { domains } = (await admin('GET', '/domains')).json<{
      domains: Array<{ name: string }>
    }>()
    expect(domains.map(({ name }) => name)).toEqual(expect.arrayContaining(['Default', 'Corp']))
  })
})

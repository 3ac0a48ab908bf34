import { expect, test } from '@playwright/test'
import { expectKeystoneError, hexId, malformed, wrongCredentials } from '@/e2e/contract/errors'
import {
  as,
  authenticate,
  projectScope,
  sessionOf,
  type TokenBody,
  uniqueName,
} from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type Credential = {
  id: string
  name: string
  secret: string
  project_id: string
  expires_at: string | null
  roles: Array<{ name: string }>
}

const byCredential = (application_credential: object, scope?: unknown) => ({
  auth: {
    identity: { methods: ['application_credential'], application_credential },
    ...(scope !== undefined && { scope }),
  },
})

/** Alice's credential for the time of one test. */
async function withCredential(
  use: (credential: Credential, own: string) => Promise<void>,
  more: object = {},
) {
  const alice = await as('alice')
  const own = `/users/${alice.userId}/application_credentials`
  const made = await alice.identity('POST', own, {
    json: { application_credential: { name: uniqueName('credential'), ...more } },
  })
  expect(made.status, made.text).toBe(201)
  const credential = made.json<{ application_credential: Credential }>().application_credential
  await use(credential, own)
  await alice.identity('DELETE', `${own}/${credential.id}`)
}

test('create answers 201 with the secret, which is never shown again', async () => {
  const alice = await as('alice')
  await withCredential(async (credential, own) => {
    expect(credential).toMatchObject({
      id: expect.stringMatching(hexId),
      description: null,
      project_id: alice.projectId,
      system: null,
      expires_at: null,
      secret: expect.stringMatching(/^[\w-]{86}$/),
      links: { self: `${target.keystoneUrl}/application_credentials/${credential.id}` },
    })
    expect(credential.roles.map(({ name }) => name).sort()).toEqual(['member', 'reader'])
    const shown = await alice.identity('GET', `${own}/${credential.id}`)
    expect(shown.status).toBe(200)
    const again = shown.json<{ application_credential: Credential }>().application_credential
    expect(again).not.toHaveProperty('secret')
    expect(again).toMatchObject({ id: credential.id, name: credential.name })
  })
})

test('secret, roles, end and description can be chosen', async () => {
  const chosen = {
    secret: 'chosen',
    roles: [{ name: 'reader' }],
    expires_at: '2040-01-01T00:00:00Z',
    description: 'd',
  }
  await withCredential(async (credential) => {
    expect(credential).toMatchObject({
      secret: 'chosen',
      description: 'd',
      expires_at: '2040-01-01T00:00:00.000000',
    })
    expect(credential.roles.map(({ name }) => name)).toEqual(['reader'])
    const { token } = (
      await authenticate(byCredential({ id: credential.id, secret: 'chosen' }))
    ).json<TokenBody>()
    expect(token.roles?.map(({ name }) => name)).toEqual(['reader'])
  }, chosen)
})

test('list, and list by name', async () => {
  const alice = await as('alice')
  await withCredential(async ({ id, name }, own) => {
    for (const query of ['', `?name=${name}`]) {
      const listed = await alice.identity('GET', `${own}${query}`)
      const { application_credentials: found } = listed.json<{
        application_credentials: Credential[]
      }>()
      expect(found.map((one) => one.id)).toContain(id)
    }
    const none = await alice.identity('GET', `${own}?name=${name}x`)
    expect(none.json()).toMatchObject({ application_credentials: [] })
  })
})

for (const [what, more, status, message] of [
  ['no name', { name: undefined }, 400, /^'name' is a required property/],
  [
    'a role the person does not have',
    { roles: [{ name: 'admin' }] },
    400,
    'Invalid application credential: Cannot create an application credential with unassigned role',
  ],
  [
    'an end in the past',
    { expires_at: '2001-01-01T00:00:00Z' },
    400,
    `The 'expires_at' must not be before now. ${malformed}`,
  ],
  [
    'an end that is no time',
    { expires_at: 'soon' },
    400,
    `Timestamp not in expected format. ${malformed}`,
  ],
] as const) {
  test(`create with ${what} is ${status}`, async () => {
    const alice = await as('alice')
    const answer = await alice.identity('POST', `/users/${alice.userId}/application_credentials`, {
      json: { application_credential: { name: uniqueName('credential'), ...more } },
    })
    expectKeystoneError(answer, status, message)
  })
}

test('the same name twice is 409', async () => {
  const alice = await as('alice')
  await withCredential(async ({ name }, own) => {
    expectKeystoneError(
      await alice.identity('POST', own, { json: { application_credential: { name } } }),
      409,
      `Conflict occurred attempting to store application_credential - Duplicate entry found with name ${name}.`,
    )
  })
})

test('others may not see or make them; an admin may see', async () => {
  const [bob, admin] = [await as('bob'), await as('admin')]
  await withCredential(async ({ id }, own) => {
    expectKeystoneError(
      await bob.identity('GET', `${own}/${id}`),
      403,
      /identity:get_application_credential\.$/,
    )
    const json = { application_credential: { name: 'x' } }
    expectKeystoneError(
      await bob.identity('POST', own, { json }),
      403,
      /identity:create_application_credential\.$/,
    )
    expectKeystoneError(
      await admin.identity('POST', own, { json }),
      403,
      /identity:create_application_credential\.$/,
    )
    expect((await admin.identity('GET', `${own}/${id}`)).status).toBe(200)
  })
})

test('delete is 204, then 404', async () => {
  const alice = await as('alice')
  await withCredential(async ({ id }, own) => {
    expect((await alice.identity('DELETE', `${own}/${id}`)).status).toBe(204)
    for (const method of ['GET', 'DELETE']) {
      expectKeystoneError(
        await alice.identity(method, `${own}/${id}`),
        404,
        `Could not find Application Credential: ${id}.`,
      )
    }
  })
})

test.describe('signing in with one', () => {
  test('by id', async () => {
    await withCredential(async ({ id, secret }) => {
      const answer = await authenticate(byCredential({ id, secret }))
      expect(answer.status).toBe(201)
      const { token } = answer.json<TokenBody>()
      expect(token.methods).toEqual(['application_credential'])
      expect(token.project?.name).toBe('demo')
      expect(token.catalog).toBeDefined()
    })
  })

  test('by name and user', async () => {
    await withCredential(async ({ name, secret }) => {
      const user = { name: 'alice', domain: { id: 'default' } }
      expect((await authenticate(byCredential({ name, user, secret }))).status).toBe(201)
    })
  })

  test('a wrong secret is 401', async () => {
    await withCredential(async ({ id }) => {
      expectKeystoneError(
        await authenticate(byCredential({ id, secret: 'no' })),
        401,
        wrongCredentials,
      )
    })
  })

  test('an unknown one is 404', async () => {
    const answer = await authenticate(byCredential({ id: '0'.repeat(32), secret: 'no' }))
    expectKeystoneError(answer, 404, `Could not find Application Credential: ${'0'.repeat(32)}.`)
  })

  test('a name without a user is 400', async () => {
    const answer = await authenticate(byCredential({ name: 'x', secret: 'x' }))
    expectKeystoneError(
      answer,
      400,
      `Expecting to find user in application credential. ${malformed}`,
    )
  })

  test('a scope may not be asked for', async () => {
    await withCredential(async ({ id, secret }) => {
      const answer = await authenticate(byCredential({ id, secret }, projectScope('demo')))
      expectKeystoneError(
        answer,
        401,
        'Error authenticating with application credential: Application credentials cannot request a scope.',
      )
    })
  })

  test('its token makes no other token and no other credential, and ends with it', async () => {
    const alice = await as('alice')
    await withCredential(async ({ id, secret }, own) => {
      const session = sessionOf(await authenticate(byCredential({ id, secret })))
      const exchange = {
        auth: {
          identity: { methods: ['token'], token: { id: session.token } },
          scope: projectScope('demo'),
        },
      }
      expectKeystoneError(
        await authenticate(exchange),
        403,
        'You are not authorized to perform the requested action: Using a delegated token to create another token is not allowed..',
      )
      const managing =
        "You are not authorized to perform the requested action: Using method 'application_credential' is not allowed for managing additional application credentials.."
      const json = { application_credential: { name: 'x' } }
      expectKeystoneError(await session.identity('POST', own, { json }), 403, managing)
      expectKeystoneError(await session.identity('DELETE', `${own}/${id}`), 403, managing)
      expect((await alice.identity('DELETE', `${own}/${id}`)).status).toBe(204)
      // Each process of Keystone remembers what it read; the one that deleted knows at once.
      await expect
        .poll(async () => (await session.identity('GET', '/auth/projects')).status)
        .toBe(404)
    })
  })

  test('it works on the image service', async () => {
    await withCredential(async ({ id, secret }) => {
      const session = sessionOf(await authenticate(byCredential({ id, secret })))
      expect((await session.image('GET', '/images?limit=1')).status).toBe(200)
    })
  })
})

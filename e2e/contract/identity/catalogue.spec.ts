import { expect, test } from '@playwright/test'
import { expectKeystoneError, hexId, malformed } from '@/e2e/contract/errors'
import {
  as,
  authenticate,
  passwordAuth,
  projectScope,
  type TokenBody,
  uniqueName,
} from '@/e2e/contract/session'
import { target } from '@/e2e/target'

type Named = { id: string; name: string; type: string }

async function admin(method: string, path: string, json?: unknown) {
  return (await as('admin')).identity(method, path, json === undefined ? {} : { json })
}

async function withService(use: (service: Named) => Promise<void>) {
  const name = uniqueName('service')
  const made = await admin('POST', '/services', {
    service: { type: `type-${name}`, name, description: 'x' },
  })
  expect(made.status, made.text).toBe(201)
  const { service } = made.json<{ service: Named }>()
  await use(service)
  await admin('DELETE', `/services/${service.id}`)
}

test.describe('regions', () => {
  test('the life of one', async () => {
    const id = uniqueName('region')
    const made = await admin('POST', '/regions', { region: { id, description: 'x' } })
    expect(made.status).toBe(201)
    expect(made.json()).toEqual({
      region: {
        id,
        description: 'x',
        parent_region_id: null,
        links: { self: `${target.keystoneUrl}/regions/${id}` },
      },
    })
    expectKeystoneError(
      await admin('POST', '/regions', { region: { id } }),
      409,
      `Conflict occurred attempting to store region - Duplicate ID, ${id}..`,
    )
    const changed = await admin('PATCH', `/regions/${id}`, { region: { description: 'y' } })
    expect(changed.json()).toMatchObject({ region: { id, description: 'y' } })
    expect((await admin('DELETE', `/regions/${id}`)).status).toBe(204)
    expectKeystoneError(await admin('GET', `/regions/${id}`), 404, `Could not find region: ${id}.`)
  })

  test('without an id one is made up', async () => {
    const { region } = (await admin('POST', '/regions', { region: {} })).json<{ region: Named }>()
    expect(region).toMatchObject({ id: expect.stringMatching(hexId), description: '' })
    await admin('DELETE', `/regions/${region.id}`)
  })

  test('PUT makes one with a chosen id', async () => {
    const id = uniqueName('region')
    expect((await admin('PUT', `/regions/${id}`, { region: {} })).status).toBe(201)
    expect((await admin('DELETE', `/regions/${id}`)).status).toBe(204)
  })

  test('a child is found by its parent and goes with it', async () => {
    const [parent, child] = [uniqueName('region'), uniqueName('region')]
    await admin('POST', '/regions', { region: { id: parent } })
    await admin('POST', '/regions', { region: { id: child, parent_region_id: parent } })
    const found = await admin('GET', `/regions?parent_region_id=${parent}`)
    expect(found.json<{ regions: Named[] }>().regions.map(({ id }) => id)).toEqual([child])
    expect((await admin('DELETE', `/regions/${parent}`)).status).toBe(204)
    expect((await admin('GET', `/regions/${child}`)).status).toBe(404)
  })

  test('an unknown parent is 404', async () => {
    const json = { region: { id: uniqueName('region'), parent_region_id: 'nope' } }
    expectKeystoneError(await admin('POST', '/regions', json), 404, 'Could not find region: nope.')
  })

  test('the seeded one is listed', async () => {
    const { regions } = (await admin('GET', '/regions')).json<{ regions: Named[] }>()
    expect(regions.map(({ id }) => id)).toContain('RegionOne')
  })
})

test.describe('services', () => {
  test('the life of one', async () => {
    await withService(async (service) => {
      expect(service).toEqual({
        id: expect.stringMatching(hexId),
        name: service.name,
        type: `type-${service.name}`,
        description: 'x',
        enabled: true,
        links: { self: `${target.keystoneUrl}/services/${service.id}` },
      })
      const changed = await admin('PATCH', `/services/${service.id}`, {
        service: { enabled: false },
      })
      expect(changed.json()).toMatchObject({ service: { enabled: false, name: service.name } })
      expect((await admin('DELETE', `/services/${service.id}`)).status).toBe(204)
      expectKeystoneError(
        await admin('GET', `/services/${service.id}`),
        404,
        `Could not find service: ${service.id}.`,
      )
    })
  })

  test('list by type and by name', async () => {
    await withService(async ({ id, name, type }) => {
      for (const query of [`type=${type}`, `name=${name}`]) {
        const found = await admin('GET', `/services?${query}`)
        expect(found.json<{ services: Named[] }>().services.map((one) => one.id)).toEqual([id])
      }
    })
  })

  for (const [what, service, message] of [
    ['no type', { name: 'x' }, /^'type' is a required property/],
    ['an empty type', { type: '' }, /^Invalid input for field 'type': '' is too short/],
  ] as const) {
    test(`create with ${what} is 400`, async () => {
      expectKeystoneError(await admin('POST', '/services', { service }), 400, message)
    })
  }
})

test.describe('endpoints', () => {
  test('the life of one, which shows in the catalogue', async () => {
    await withService(async (service) => {
      const made = await admin('POST', '/endpoints', {
        endpoint: {
          service_id: service.id,
          interface: 'public',
          url: 'http://127.0.0.1:1/$(project_id)s',
          region_id: 'RegionOne',
        },
      })
      expect(made.status).toBe(201)
      const { endpoint } = made.json<{ endpoint: Named }>()
      expect(endpoint).toEqual({
        id: expect.stringMatching(hexId),
        service_id: service.id,
        interface: 'public',
        url: 'http://127.0.0.1:1/$(project_id)s',
        region_id: 'RegionOne',
        region: 'RegionOne',
        enabled: true,
        links: { self: `${target.keystoneUrl}/endpoints/${endpoint.id}` },
      })
      const answer = await authenticate(passwordAuth(target.accounts.bob, projectScope('partner')))
      const { project, catalog } = answer.json<TokenBody>().token
      const listed = catalog?.find(({ id }) => id === service.id)
      expect(listed?.endpoints[0]?.url).toBe(`http://127.0.0.1:1/${project?.id}`)
      const changed = await admin('PATCH', `/endpoints/${endpoint.id}`, {
        endpoint: { url: 'http://127.0.0.1:2' },
      })
      expect(changed.json()).toMatchObject({
        endpoint: { id: endpoint.id, url: 'http://127.0.0.1:2' },
      })
      expect((await admin('DELETE', `/endpoints/${endpoint.id}`)).status).toBe(204)
      expectKeystoneError(
        await admin('GET', `/endpoints/${endpoint.id}`),
        404,
        `Could not find endpoint: ${endpoint.id}.`,
      )
    })
  })

  test('list by interface, service and region', async () => {
    const { services } = (await admin('GET', '/services?type=image')).json<{ services: Named[] }>()
    const query = `service_id=${services[0]?.id}&interface=public&region_id=RegionOne`
    const { endpoints } = (await admin('GET', `/endpoints?${query}`)).json<{ endpoints: Named[] }>()
    expect(endpoints).toHaveLength(1)
  })

  test('bodies that are refused with 400', async () => {
    await withService(async (service) => {
      const good = { service_id: service.id, interface: 'public', url: 'http://127.0.0.1' }
      for (const [endpoint, message] of [
        [
          { ...good, service_id: 'nope' },
          `Expecting to find endpoint service_id in service table. ${malformed}`,
        ],
        [
          { ...good, region_id: 'nope' },
          `Expecting to find endpoint region_id in region table. ${malformed}`,
        ],
        [
          { ...good, interface: 'secret' },
          /^Invalid input for field 'interface': 'secret' is not one of \['admin', 'internal', 'public'\]/,
        ],
        [{ ...good, url: undefined }, /^'url' is a required property/],
        [
          { ...good, url: 'http://x/$(nonsense)s' },
          'Cannot create an endpoint with an invalid URL: http://x/$(nonsense)s.',
        ],
      ] as const) {
        expectKeystoneError(await admin('POST', '/endpoints', { endpoint }), 400, message)
      }
    })
  })
})

import { expect, it } from 'vitest'
import { passwordBody, project, startTestCloud } from './test-cloud'

type Endpoint = { interface: string; region_id: string; url: string }

it('a second region has the same people and images of its own', async () => {
  const cloud = await startTestCloud({ secondRegion: true })
  const answer = await cloud.call('POST', '/auth/tokens', {
    body: passwordBody('alice', 'alice', project('demo')),
  })
  const token = answer.headers.get('X-Subject-Token') ?? ''
  const catalog: Array<{ type: string; endpoints: Endpoint[] }> = answer.body.token.catalog
  const images = catalog
    .find(({ type }) => type === 'image')
    ?.endpoints.filter((endpoint) => endpoint.interface === 'public')
    .sort((a, b) => a.region_id.localeCompare(b.region_id))
  expect(images?.map(({ region_id }) => region_id)).toEqual(['RegionOne', 'RegionTwo'])
  const [one = '', two = ''] = images?.map(({ url }) => url) ?? []
  const made = await cloud.call('POST', `${two}/v2/images`, { token, body: { name: 'there' } })
  expect(made.status).toBe(201)
  expect((await cloud.call('GET', `${two}/v2/images/${made.body.id}`, { token })).status).toBe(200)
  expect((await cloud.call('GET', `${one}/v2/images/${made.body.id}`, { token })).status).toBe(404)
  expect((await cloud.call('GET', `${two}/v2/images`, { token: 'wrong' })).status).toBe(401)
  await cloud.stop()
})

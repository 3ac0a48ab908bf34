import { test as base } from '@playwright/test'
import { as, uniqueName } from './session'

/** An object that every namespace test may use. */
export const sampleObject = {
  name: 'Obj',
  description: 'd',
  required: ['one'],
  properties: { one: { title: 'One', type: 'integer', minimum: 1 } },
}

export const namespacePath = (name: string, below = '') => `/metadefs/namespaces/${name}${below}`

type Fixtures = {
  /** Creates a namespace as admin, public unless said otherwise; gone after the test. */
  namespace: (more?: object) => Promise<string>
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
  namespace: async ({}, use) => {
    const admin = await as('admin')
    const names: string[] = []
    await use(async (more = {}) => {
      const json = { namespace: uniqueName('Ns'), visibility: 'public', protected: false, ...more }
      const answer = await admin.image('POST', '/metadefs/namespaces', { json })
      if (answer.status !== 201) throw new Error(`namespace: ${answer.status} ${answer.text}`)
      names.push(json.namespace)
      return json.namespace
    })
    for (const name of names) {
      const open = { namespace: name, visibility: 'public', protected: false }
      await admin.image('PUT', namespacePath(name), { json: open })
      await admin.image('DELETE', namespacePath(name))
    }
  },
})

import { test as base } from '@playwright/test'
import { as, type Session } from './session'

/** An image as Glance shows it; additional properties stand beside the known ones. */
export type Image = {
  id: string
  name: string | null
  status: string
  visibility: string
  owner: string
  size: number | null
  protected: boolean
  tags: string[]
  created_at: string
  updated_at: string
  checksum: string | null
  os_hash_algo: string | null
  os_hash_value: string | null
  [property: string]: unknown
}

export type ImageList = { images: Image[]; first: string; next?: string; schema: string }

type Fixtures = {
  /** Creates an image without data, removed after the test whatever has become of it. */
  queued: (session: Session, image?: object) => Promise<Image>
  /** Creates one and uploads `data`, so that it is active. */
  active: (session: Session, image?: object, data?: string) => Promise<Image>
  /** Removes an image that the test made otherwise. */
  remove: (id: string) => void
}

export const test = base.extend<Fixtures & { made: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
  made: async ({}, use) => {
    const made: string[] = []
    await use(made)
    const admin = await as('admin')
    for (const id of made) {
      const answer = await admin.image('DELETE', `/images/${id}`)
      if (answer.status !== 403) continue
      await patch(admin, id, [{ op: 'replace', path: '/protected', value: false }])
      await admin.image('DELETE', `/images/${id}`)
    }
  },
  remove: async ({ made }, use) => use((id) => void made.push(id)),
  queued: async ({ made }, use) =>
    use(async (session, image = {}) => {
      const answer = await session.image('POST', '/images', {
        json: { disk_format: 'raw', container_format: 'bare', ...image },
      })
      if (answer.status !== 201) throw new Error(`create: ${answer.status} ${answer.text}`)
      const created = answer.json<Image>()
      made.push(created.id)
      return created
    }),
  active: async ({ queued }, use) =>
    use(async (session, image, data = 'some image data') => {
      const { id } = await queued(session, image)
      const answer = await upload(session, id, data)
      if (answer.status !== 204) throw new Error(`upload: ${answer.status} ${answer.text}`)
      return show(session, id)
    }),
})

export const patchType = 'application/openstack-images-v2.1-json-patch'

/** PATCH with Glance's own content type. */
export function patch(session: Session, id: string, changes: unknown, type = patchType) {
  return session.image('PATCH', `/images/${id}`, {
    headers: { 'content-type': type },
    body: JSON.stringify(changes),
  })
}

/** PUT of the whole data. */
export function upload(
  session: Session,
  id: string,
  data: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  return session.image('PUT', `/images/${id}/file`, {
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body: data,
  })
}

/** The image, which must be visible. */
export async function show(session: Session, id: string): Promise<Image> {
  const answer = await session.image('GET', `/images/${id}`)
  if (answer.status !== 200) throw new Error(`show: ${answer.status} ${answer.text}`)
  return answer.json<Image>()
}

/** The images of one list call. */
export async function list(session: Session, query: string): Promise<Image[]> {
  const answer = await session.image('GET', `/images?${query}`)
  if (answer.status !== 200) throw new Error(`list ${query}: ${answer.status} ${answer.text}`)
  return answer.json<ImageList>().images
}

/** Asks again until the image is as wished; returns it. Gives up after 20 s. */
export async function waitFor(
  session: Session,
  id: string,
  isReady: (image: Image) => boolean,
): Promise<Image> {
  for (const end = Date.now() + 20_000; ; ) {
    const image = await show(session, id)
    if (isReady(image)) return image
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(image)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

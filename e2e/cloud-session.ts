import { target } from './target'

type Person = { domain: string; name: string; password: string; project: string }
type Json = Record<string, unknown>

/**
 * A person's own access to Keystone and Glance, past the dashboard: to prepare what a test needs, to
 * look at what the dashboard really did, and to clean up.
 */
export class CloudSession {
  private readonly made = new Set<string>()

  private constructor(
    readonly token: string,
    readonly projectId: string,
    readonly glanceUrl: string,
  ) {}

  /** @param region The region whose Glance to use; without it the catalogue's first. */
  static async open(
    { domain, name, password, project }: Person,
    region?: string,
  ): Promise<CloudSession> {
    const user = { name, password, domain: { name: domain } }
    const scope = { project: { name: project, domain: { name: domain } } }
    const answer = await fetch(`${target.keystoneUrl}/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        auth: { identity: { methods: ['password'], password: { user } }, scope },
      }),
    })
    const token = answer.headers.get('x-subject-token')
    if (!token)
      throw new Error(
        `Keystone answered ${answer.status} to ${name} on ${project}: ${await answer.text()}`,
      )
    const body = (await answer.json()) as TokenBody
    const image = body.token.catalog
      .find(({ type }) => type === 'image')
      ?.endpoints.find(
        (end) => end.interface === 'public' && (region === undefined || end.region_id === region),
      )
    if (!image) throw new Error('no image service in the catalogue')
    return new CloudSession(token, body.token.project.id, image.url.replace(/\/(v2\/?)?$/, ''))
  }

  /** Calls Glance; `path` begins after `/v2`. */
  async glance(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { accept: 'application/json', 'x-auth-token': this.token, ...init.headers }
    return fetch(`${this.glanceUrl}/v2${path}`, { ...init, headers })
  }

  /** Creates a queued image, which the test's end removes. */
  async createImage(image: Json): Promise<string> {
    const answer = await this.glance('/images', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ disk_format: 'raw', container_format: 'bare', ...image }),
    })
    const created = (await answer.json()) as { id: string }
    if (answer.status !== 201)
      throw new Error(`Glance answered ${answer.status}: ${JSON.stringify(created)}`)
    this.made.add(created.id)
    return created.id
  }

  /** Creates an image and gives it data, so that it is active. */
  async createActiveImage(
    image: Json,
    data: string | Buffer<ArrayBuffer> = 'image data',
  ): Promise<string> {
    const id = await this.createImage(image)
    const answer = await this.glance(`/images/${id}/file`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: data,
    })
    if (answer.status !== 204)
      throw new Error(`Glance answered ${answer.status} to the data of ${id}`)
    return id
  }

  async getImage(id: string): Promise<Json> {
    return (await (await this.glance(`/images/${id}`)).json()) as Json
  }

  /** The ids of the images with this name. */
  async imagesNamed(name: string): Promise<string[]> {
    const answer = await this.glance(`/images?name=${encodeURIComponent(name)}`)
    return ((await answer.json()) as { images: Array<{ id: string }> }).images.map(({ id }) => id)
  }

  /** Remembers an image that the dashboard made, so that the test's end removes it. */
  adopt(id: string): void {
    this.made.add(id)
  }

  async removeAll(): Promise<void> {
    for (const id of this.made) {
      const answer = await this.glance(`/images/${id}`, { method: 'DELETE' })
      if (answer.status === 403) await this.unprotectAndRemove(id)
    }
  }

  private async unprotectAndRemove(id: string): Promise<void> {
    await this.glance(`/images/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/openstack-images-v2.1-json-patch' },
      body: JSON.stringify([{ op: 'replace', path: '/protected', value: false }]),
    })
    await this.glance(`/images/${id}`, { method: 'DELETE' })
  }
}

type TokenBody = {
  token: {
    project: { id: string }
    catalog: Array<{
      type: string
      endpoints: Array<{ interface: string; region_id: string; url: string }>
    }>
  }
}

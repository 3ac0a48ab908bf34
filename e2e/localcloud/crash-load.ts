import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  become,
  type ImageFacts,
  type Ledger,
  newImageFacts,
  type Payload,
  settle,
} from './crash-ledger'

/** How to reach the cloud as admin. `random` answers from 0 up to 1. */
export type Load = {
  origin: string
  token: string
  ledger: Ledger
  random: () => number
  isOver: () => boolean
}

/** A clean answer with a status that the operation does not expect: a fault of the cloud. */
export class UnexpectedAnswer extends Error {}

const json = { 'Content-Type': 'application/json' }

/** One request; throws UnexpectedAnswer unless the status is one of `wanted`. */
export async function send(
  load: Pick<Load, 'origin' | 'token'>,
  method: string,
  path: string,
  wanted: number[],
  body?: unknown,
  headers: Record<string, string> = json,
): Promise<Response> {
  const isBytes = body instanceof Uint8Array
  const response = await fetch(`${load.origin}${path}`, {
    method,
    headers: { 'X-Auth-Token': load.token, ...(body !== undefined && headers) },
    ...(body !== undefined && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  })
  if (!wanted.includes(response.status)) {
    const text = await response.text()
    throw new UnexpectedAnswer(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
  }
  if (response.status !== 200 && response.status !== 201) await response.arrayBuffer()
  return response
}

/** Works until the cloud is gone. Throws what is not explained by that. */
export async function work(load: Load): Promise<void> {
  while (!load.isOver()) {
    const image = pickImage(load)
    const step = image ? pickStep(load, image) : load.random() < 0.6 ? createImage : changeProjects
    if (image) image.isBusy = true
    try {
      await (image ? (step as ImageStep)(load, image) : (step as FreeStep)(load))
    } catch (error) {
      // A request that is cut off is what this is about; an odd answer is a fault at any time.
      if (error instanceof UnexpectedAnswer) throw error
      return
    } finally {
      if (image) image.isBusy = false
    }
  }
}

type ImageStep = (load: Load, image: ImageFacts) => Promise<void>
type FreeStep = (load: Load) => Promise<void>

function pickImage({ ledger, random }: Load): ImageFacts | undefined {
  if (random() < 0.3) return undefined
  const free = [...ledger.images.values()].filter(
    (image) => !image.isBusy && image.exists.size === 1 && image.exists.has(true),
  )
  return free[Math.floor(random() * free.length)]
}

function pickStep({ random }: Load, image: ImageFacts): ImageStep {
  const isEmpty = image.data === undefined && image.tried.length === 0
  if (isEmpty && random() < 0.6) return random() < 0.75 ? upload : stageAndImport
  const steps = [rename, note, tag, share, remove]
  return steps[Math.floor(random() * steps.length)] ?? rename
}

async function createImage(load: Load): Promise<void> {
  const id = randomUUID()
  const facts = newImageFacts(id, `crash ${id.slice(0, 8)}`)
  facts.isBusy = true
  load.ledger.images.set(id, facts)
  const body = {
    id,
    name: [...facts.name][0],
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'shared',
  }
  await become(load.ledger, facts.exists, true, () =>
    send(load, 'POST', '/image/v2/images', [201], body),
  )
  facts.isBusy = false
}

function makePayload(load: Load): { bytes: Uint8Array; payload: Payload } {
  const bytes = randomBytes(1 + Math.floor(load.random() ** 3 * 3_000_000))
  const sha512 = createHash('sha512').update(bytes).digest('hex')
  return { bytes, payload: { size: bytes.length, sha512 } }
}

const octets = { 'Content-Type': 'application/octet-stream' }

async function upload(load: Load, image: ImageFacts): Promise<void> {
  const { bytes, payload } = makePayload(load)
  image.tried.push(payload)
  await send(load, 'PUT', `/image/v2/images/${image.id}/file`, [204], bytes, octets)
  image.data = payload
  load.ledger.acknowledged += 1
}

async function stageAndImport(load: Load, image: ImageFacts): Promise<void> {
  const { bytes, payload } = makePayload(load)
  image.tried.push(payload)
  const path = `/image/v2/images/${image.id}`
  await send(load, 'PUT', `${path}/stage`, [204], bytes, octets)
  await send(load, 'POST', `${path}/import`, [202], { method: { name: 'glance-direct' } })
  for (;;) {
    const shown = (await (await send(load, 'GET', path, [200])).json()) as { status: string }
    if (shown.status === 'active') break
    await new Promise((done) => setTimeout(done, 10))
  }
  image.data = payload
  load.ledger.acknowledged += 1
}

function patch(load: Load, image: ImageFacts, change: unknown): Promise<Response> {
  const type = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' }
  return send(load, 'PATCH', `/image/v2/images/${image.id}`, [200], [change], type)
}

function rename(load: Load, image: ImageFacts): Promise<void> {
  const value = `renamed ${randomUUID()}`
  return become(load.ledger, image.name, value, () =>
    patch(load, image, { op: 'replace', path: '/name', value }),
  )
}

function note(load: Load, image: ImageFacts): Promise<void> {
  const value = randomUUID()
  return become(load.ledger, image.note, value, () =>
    patch(load, image, { op: 'add', path: '/note', value }),
  )
}

function tag(load: Load, image: ImageFacts): Promise<void> {
  const name = `tag${Math.floor(load.random() * 5)}`
  const possible = image.tags.get(name) ?? new Set([false])
  image.tags.set(name, possible)
  const isSet = possible.has(true)
  return become(load.ledger, possible, !isSet, () =>
    send(load, isSet ? 'DELETE' : 'PUT', `/image/v2/images/${image.id}/tags/${name}`, [
      204,
      // Unsure after a kill whether it was set: taking it away may find nothing.
      ...(possible.size > 1 ? [404] : []),
    ]),
  )
}

function share(load: Load, image: ImageFacts): Promise<void> {
  const member = randomUUID().replaceAll('-', '')
  const possible = new Set([false])
  image.members.set(member, possible)
  return become(load.ledger, possible, true, () =>
    send(load, 'POST', `/image/v2/images/${image.id}/members`, [200], { member }),
  )
}

function remove(load: Load, image: ImageFacts): Promise<void> {
  if (load.random() < 0.5) return rename(load, image)
  return become(load.ledger, image.exists, false, () =>
    send(load, 'DELETE', `/image/v2/images/${image.id}`, [204]),
  )
}

async function changeProjects(load: Load): Promise<void> {
  const { ledger } = load
  const known = [...ledger.projects.values()].filter(({ exists }) => exists.size === 1)
  const old = known[Math.floor(load.random() * known.length * 1.5)]
  if (old?.exists.has(true)) {
    const text = randomUUID()
    const body = { project: { description: text } }
    await become(ledger, old.description, text, () =>
      send(load, 'PATCH', `/identity/v3/projects/${old.id}`, [200], body),
    )
    return
  }
  const name = `crash-${randomUUID()}`
  const body = { project: { name, domain_id: 'default' } }
  const answer = await send(load, 'POST', '/identity/v3/projects', [201], body)
  const { project } = (await answer.json()) as { project: { id: string } }
  const exists = new Set([true])
  settle(exists, true)
  ledger.projects.set(project.id, { id: project.id, exists, description: new Set(['']) })
  ledger.acknowledged += 1
}

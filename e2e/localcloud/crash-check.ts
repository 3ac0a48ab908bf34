import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ImageFacts, type Ledger, settle } from './crash-ledger'
import { type Load, send } from './crash-load'

type Shown = {
  id: string
  name: string
  status: string
  note?: string
  tags: string[]
  size: number | null
  os_hash_value: string | null
}

/**
 * Compares a cloud that was started again with the ledger, and settles what was unsure.
 * Answers a line for every promise that was broken; empty means all is well.
 */
export async function check(load: Load, dir: string): Promise<string[]> {
  const { ledger } = load
  const shown = await allImages(load)
  const broken: string[] = []
  for (const facts of ledger.images.values()) {
    broken.push(...(await checkImage(load, facts, shown.get(facts.id))))
    facts.isBusy = false
  }
  for (const id of shown.keys()) {
    if (!ledger.images.has(id)) broken.push(`image ${id}: nobody made it`)
  }
  broken.push(...(await checkProjects(load)), ...checkFiles(dir, shown, ledger))
  for (const facts of [...ledger.images.values()]) {
    if (!facts.exists.has(true)) ledger.images.delete(facts.id)
  }
  return broken
}

async function allImages(load: Load): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>()
  let path: string | undefined = '/image/v2/images?limit=500&sort=id:asc'
  while (path) {
    const answer = await send(load, 'GET', path, [200])
    const page = (await answer.json()) as { images: Shown[]; next?: string }
    for (const image of page.images) shown.set(image.id, image)
    path = page.next ? `/image${page.next}` : undefined
  }
  return shown
}

async function checkImage(
  load: Load,
  facts: ImageFacts,
  shown: Shown | undefined,
): Promise<string[]> {
  const broken: string[] = []
  const say = (what: string) => broken.push(`image ${facts.id}: ${what}`)
  if (!facts.exists.has(shown !== undefined)) say(shown ? 'is back after its deletion' : 'is lost')
  settle(facts.exists, shown !== undefined)
  if (!shown) return broken
  if (!facts.name.has(shown.name)) say(`name ${shown.name}`)
  settle(facts.name, shown.name)
  if (!facts.note.has(shown.note)) say(`note ${shown.note}`)
  settle(facts.note, shown.note)
  for (const [tag, possible] of facts.tags) {
    const isSet = shown.tags.includes(tag)
    if (!possible.has(isSet)) say(`tag ${tag} is ${isSet ? 'there' : 'lost'}`)
    settle(possible, isSet)
  }
  for (const possible of await checkMembers(load, facts)) say(possible)
  for (const what of await checkData(load, facts, shown)) say(what)
  return broken
}

async function checkMembers(load: Load, facts: ImageFacts): Promise<string[]> {
  if (facts.members.size === 0) return []
  const answer = await send(load, 'GET', `/image/v2/images/${facts.id}/members`, [200])
  const { members } = (await answer.json()) as { members: { member_id: string }[] }
  const ids = members.map((member) => member.member_id)
  const broken: string[] = []
  for (const [id, possible] of facts.members) {
    if (!possible.has(ids.includes(id))) broken.push(`member ${id} is lost`)
    settle(possible, ids.includes(id))
  }
  return broken
}

/** Data is whole and the right one, or there is none at all. */
async function checkData(load: Load, facts: ImageFacts, shown: Shown): Promise<string[]> {
  if (shown.status !== 'active') {
    const isFree = shown.status === 'queued' || shown.status === 'uploading'
    const broken = facts.data ? [`lost its data, now ${shown.status}`] : []
    if (!isFree) broken.push(`stands at ${shown.status}`)
    facts.data = undefined
    // A staged image cannot take an upload; it is left alone from now on.
    if (shown.status === 'queued') facts.tried = []
    return broken
  }
  const answer = await send(load, 'GET', `/image/v2/images/${facts.id}/file`, [200])
  const bytes = Buffer.from(await answer.arrayBuffer())
  const sha512 = createHash('sha512').update(bytes).digest('hex')
  const allowed = facts.data ? [facts.data] : facts.tried
  const payload = allowed.find((tried) => tried.sha512 === sha512)
  const broken: string[] = []
  if (!payload) broken.push(`is active with ${bytes.length} bytes that nobody sent`)
  if (shown.os_hash_value !== sha512) broken.push('is active with a wrong hash')
  if (shown.size !== bytes.length) broken.push(`is active with size ${shown.size}`)
  facts.data = { size: bytes.length, sha512 }
  return broken
}

async function checkProjects(load: Load): Promise<string[]> {
  const answer = await send(load, 'GET', '/identity/v3/projects', [200])
  const body = (await answer.json()) as { projects: { id: string; description: string }[] }
  const broken: string[] = []
  for (const facts of load.ledger.projects.values()) {
    const found = body.projects.find(({ id }) => id === facts.id)
    if (!found) broken.push(`project ${facts.id} is lost`)
    else if (!facts.description.has(found.description)) {
      broken.push(`project ${facts.id}: description ${found.description}`)
    }
    if (found) settle(facts.description, found.description)
  }
  return broken
}

/** No file without an image that uses it, and nothing half written. */
function checkFiles(dir: string, shown: Map<string, Shown>, ledger: Ledger): string[] {
  const list = (...path: string[]) =>
    existsSync(join(dir, ...path)) ? readdirSync(join(dir, ...path)) : []
  const broken = list('tmp').map((name) => `file tmp/${name} was left behind`)
  for (const store of list('stores')) {
    for (const name of list('stores', store)) {
      if (shown.get(name)?.status !== 'active') {
        broken.push(`file ${store}/${name} has no active image`)
      }
    }
  }
  for (const name of list('staging')) {
    if (shown.get(name)?.status !== 'uploading' || !ledger.images.has(name)) {
      broken.push(`file staging/${name} has no staged image`)
    }
  }
  return broken
}

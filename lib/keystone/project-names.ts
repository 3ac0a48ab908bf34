import 'server-only'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { isAppError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestJson } from '@/lib/openstack/request'

const namedSchema = z.object({ id: z.string(), name: z.string() })
const listSchema = z.object({ projects: z.array(namedSchema) })

// What Keystone said about a project: its name, or that there is none.
type Known = { name: string | null }

const mostNames = 20_000
const keepMs = 10 * 60_000
const oneByOne = 4
/** Above this many unknown projects the whole list costs Keystone less than single questions. */
const fewProjects = 3

const store = globalThis as { __vitrineProjectNames?: LRUCache<string, Known> }

function names(): LRUCache<string, Known> {
  store.__vitrineProjectNames ??= new LRUCache({ max: mostNames, ttl: keepMs })
  return store.__vitrineProjectNames
}

/**
 * Names of projects by id, as far as Keystone tells them to this person: by default only to
 * administrators. `null` stands for a project that does not exist; one that Keystone is silent
 * about, or refuses to speak about, is missing. Up to 20,000 answers are kept for ten minutes, by
 * who asked: what one may see is never shown to another.
 *
 * Errors other than a refusal come through: a Keystone that is down must not look like a cloud
 * without projects.
 */
export async function readProjectNames(
  cloud: Cloud,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const key = (id: string) => `${cloud.userId}/${cloud.projectId}/${cloud.roles.join()}/${id}`
  const missing = () => ids.filter((id) => !names().has(key(id)))
  const answers = () =>
    new Map(
      ids.flatMap((id): Array<[string, string | null]> => {
        const known = names().get(key(id))
        return known ? [[id, known.name]] : []
      }),
    )
  const remember = (id: string, name: string | null) => names().set(key(id), { name })
  if (missing().length > fewProjects) {
    const wanted = new Set(ids)
    const all = await listAllProjects(cloud)
    for (const { id, name } of all ?? []) if (wanted.has(id)) remember(id, name)
    // Not allowed to list means not allowed to ask for foreign ones either.
    if (!all) return answers()
  }
  // Keystone may cut its list short (`list_limit`), so that what is not in it is asked for by id.
  const queue = missing().values()
  const lane = async () => {
    for (const id of queue) {
      const found = await findProject(cloud, id)
      if (found !== undefined) remember(id, found)
    }
  }
  await Promise.all(Array.from({ length: oneByOne }, lane))
  return answers()
}

async function listAllProjects(
  cloud: Cloud,
): Promise<Array<z.infer<typeof namedSchema>> | undefined> {
  try {
    const url = `${cloud.identityUrl}/projects`
    const call = { ...callOf(cloud), method: 'GET', url, schema: listSchema } as const
    return (await requestJson(call)).data.projects
  } catch (error) {
    if (isAppError(error, 'forbidden')) return undefined
    throw error
  }
}

async function findProject(cloud: Cloud, id: string): Promise<string | null | undefined> {
  try {
    const { data } = await requestJson({
      ...callOf(cloud),
      method: 'GET',
      url: `${cloud.identityUrl}/projects/${encodeURIComponent(id)}`,
      schema: z.object({ project: namedSchema }),
    })
    return data.project.name
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    if (isAppError(error, 'forbidden')) return undefined
    throw error
  }
}

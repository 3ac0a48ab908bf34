import 'server-only'
import { z } from 'zod'
import { requestJson } from '@/lib/openstack/request'
import { type Project, projectListSchema } from '@/lib/schemas/project'
import { identityUrl } from './tokens'

type Call = { token: string; signal?: AbortSignal | undefined; requestId?: string | undefined }

/**
 * The enabled projects that the token's user may enter, by name. Works with an unscoped token;
 * other projects' names are closed to ordinary users.
 */
export async function listOwnProjects(call: Call): Promise<Project[]> {
  const { data } = await requestJson({
    ...call,
    method: 'GET',
    url: `${identityUrl()}/auth/projects`,
    schema: projectListSchema,
  })
  return data.projects
    .filter((project) => project.enabled)
    .sort((a, b) => a.name.localeCompare(b.name))
}

const domainListSchema = z.object({
  domains: z.array(z.looseObject({ id: z.string(), name: z.string() })),
})

/** Names of the domains the user has a role on, by id; often empty for ordinary users. */
export async function listOwnDomains(call: Call): Promise<Map<string, string>> {
  const { data } = await requestJson({
    ...call,
    method: 'GET',
    url: `${identityUrl()}/auth/domains`,
    schema: domainListSchema,
  })
  return new Map(data.domains.map((domain) => [domain.id, domain.name]))
}

import { z } from 'zod'

/** A project the signed-in user may enter. */
export const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  enabled: z.boolean().default(true),
})
export type Project = z.infer<typeof projectSchema>

export const projectListSchema = z.object({ projects: z.array(projectSchema) })

/** What a page knows about the project it stands in. */
export const projectScopeSchema = z.object({
  projectId: z.string(),
  projectName: z.string(),
  domainName: z.string(),
  region: z.string(),
  regions: z.array(z.string()),
  roles: z.array(z.string()),
  /** Where the cloud answers people outside: Glance without its version, Keystone with `/v3`. */
  address: z.object({ imageUrl: z.string().optional(), authUrl: z.string().optional() }),
})
export type ProjectScope = z.infer<typeof projectScopeSchema>

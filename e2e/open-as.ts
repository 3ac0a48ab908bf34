import { listOwnProjects } from '@/lib/keystone/projects'
import { identityUrl, scopeToProject, signInWithPassword } from '@/lib/keystone/tokens'
import type { Cloud } from '@/lib/openstack/cloud'
import { imageEndpoints, pickEndpoint } from '@/lib/openstack/endpoint'

/**
 * For the tests of our clients: one of the seed's people in a project of theirs, on the cloud that
 * `VITRINE_KEYSTONE_URL` names. Sets the environment that the clients read.
 *
 * @throws Error when the sign-in needs more than the password, which is the user's name.
 */
export async function openAs(username: string, projectName: string): Promise<Cloud> {
  process.env.KEYSTONE_URL = process.env.VITRINE_KEYSTONE_URL
  process.env.NEXTAUTH_URL = 'http://127.0.0.1:3000'
  process.env.NEXTAUTH_SECRET = 'x'.repeat(32)
  process.env.LOG_LEVEL = 'silent'
  const result = await signInWithPassword({ domain: 'Default', username, password: username })
  if (result.outcome !== 'signed_in') throw new Error(result.outcome)
  const projects = await listOwnProjects({ token: result.token.value })
  const project = projects.find(({ name }) => name === projectName)
  const token = await scopeToProject(result.token.value, project?.id ?? '')
  return {
    token: token.value,
    tokenExpiresAt: token.expires_at,
    imageUrl: pickEndpoint(imageEndpoints(token.catalog, 'public')).url,
    identityUrl: identityUrl(),
    projectId: project?.id ?? '',
    userId: token.user.id,
    roles: token.roles.map(({ name }) => name),
    requestId: 'req-00000000-0000-4000-8000-000000000000',
  }
}

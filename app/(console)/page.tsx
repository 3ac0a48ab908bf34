import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { readSession } from '@/lib/auth/session'
import { listOwnProjects } from '@/lib/keystone/projects'
import { paths } from '@/lib/paths'
import { projectCookie } from '@/lib/sign-in-memory'

/** Picks the project: the one last visited, else the first; people without any get a page of their own. */
export default async function Home() {
  const session = await readSession()
  if (!session) redirect(paths.login())
  const projects = await listOwnProjects({ token: session.ks })
  const last = (await cookies()).get(projectCookie)?.value
  const project = projects.find(({ id }) => id === last) ?? projects[0]
  redirect(project ? paths.images(project.id) : paths.noProject())
}

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignOutButton } from '@/components/auth/sign-out-button'
import { MessagePage } from '@/components/shell/message-page'
import { ButtonLink } from '@/components/ui/button-link'
import { readSession } from '@/lib/auth/session'
import { AppError, type ErrorCode } from '@/lib/errors'
import { listOwnProjects } from '@/lib/keystone/projects'
import { paths } from '@/lib/paths'
import { projectCookie } from '@/lib/sign-in-memory'

/** Picks the project: the one last visited, else the first; people without any get a page of their own. */
export default async function Home() {
  const session = await readSession()
  if (!session) redirect(paths.login())
  const projects = await listOwnProjects({ token: session.ks }).catch(asAppError)
  if (projects instanceof AppError) return <HomeProblem code={projects.code} />
  const last = (await cookies()).get(projectCookie)?.value
  const project = projects.find(({ id }) => id === last) ?? projects[0]
  redirect(project ? paths.images(project.id) : paths.noProject())
}

/** Sign-in would send people with a session straight back here, so a problem is told in place. */
async function HomeProblem({ code }: { code: ErrorCode }) {
  const t = await getTranslations()
  return (
    <MessagePage title={t(`errors.${code}.title`)} lead={t(`errors.${code}.help`)}>
      <ButtonLink href={paths.home()}>{t('kit.retry')}</ButtonLink>
      <SignOutButton />
    </MessagePage>
  )
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  throw error
}

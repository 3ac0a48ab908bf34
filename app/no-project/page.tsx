import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignOutButton } from '@/components/auth/sign-out-button'
import { MessagePage } from '@/components/shell/message-page'
import { ButtonLink } from '@/components/ui/button-link'
import { readSession } from '@/lib/auth/session'
import { paths } from '@/lib/paths'

export default async function NoProjectPage() {
  const session = await readSession()
  if (!session) redirect(paths.login())
  const t = await getTranslations()
  return (
    <MessagePage
      title={t('auth.noProject.title')}
      lead={t('auth.noProject.lead', { user: session.userName })}
      more={t('auth.noProject.next', { domain: session.domainName })}
    >
      <ButtonLink href={paths.home()}>{t('auth.noProject.retry')}</ButtonLink>
      <SignOutButton />
    </MessagePage>
  )
}

import { getTranslations } from 'next-intl/server'
import { MessagePage } from '@/components/shell/message-page'
import { ButtonLink } from '@/components/ui/button-link'
import { paths } from '@/lib/paths'

export default async function NotFound() {
  const t = await getTranslations()
  return (
    <MessagePage title={t('shell.notFound.title')} lead={t('shell.notFound.lead')}>
      <ButtonLink href={paths.home()}>{t('shell.notFound.home')}</ButtonLink>
    </MessagePage>
  )
}

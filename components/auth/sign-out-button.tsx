'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useSignOut } from './use-sign-out'

export function SignOutButton() {
  const t = useTranslations()
  const { leave, isLeaving } = useSignOut()
  return (
    <Button variant="ghost" loading={isLeaving} onClick={leave}>
      {t('shell.user.signOut')}
    </Button>
  )
}

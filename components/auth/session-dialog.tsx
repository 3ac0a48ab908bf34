'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '@/components/ui/dialog'
import type { Viewer } from '@/lib/schemas/session'
import { LoginForm } from './login-form'
import { SignOutButton } from './sign-out-button'

type Props = {
  viewer: Viewer
  hasEnded: boolean
  onOpenChange: (open: boolean) => void
  onSignedIn: () => void
}

/** Asks for the password over the page, which stays as it is. */
export function SessionDialog({ viewer, hasEnded, onOpenChange, onSignedIn }: Props) {
  const t = useTranslations()
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={hasEnded ? t('auth.session.ended') : t('auth.session.renew')}
      description={t('auth.session.endedLead')}
      locked={hasEnded}
      closeLabel={t('auth.session.later')}
    >
      <LoginForm domain={viewer.domainName} username={viewer.userName} onDone={onSignedIn} />
      <div className="mt-4 text-center">
        <SignOutButton />
      </div>
    </Dialog>
  )
}

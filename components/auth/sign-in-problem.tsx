'use client'

import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import type { SignInProblem as Problem } from './use-sign-in'

// From the third failure on the account may be locked; Keystone hides that on purpose.
const failuresBeforeHint = 3

/** Why a sign-in failed, in words. */
export function SignInProblem({ problem }: { problem: Problem }) {
  const t = useTranslations()
  const { failure, detail } = problem
  const counted = failure === 'invalid_credentials' || failure === 'passcode_wrong'
  return (
    <Alert tone="bad" role="alert">
      <p>
        {t(`auth.failures.${failure}`, { seconds: Number(detail) || 0, methods: detail ?? '' })}
      </p>
      {counted && Number(detail) >= failuresBeforeHint && (
        <p className="mt-1">{t('auth.failures.lockHint')}</p>
      )}
      {failure === 'password_refused' && detail && <p className="mt-1">{detail}</p>}
      {detail?.startsWith('req-') && <p className="mt-1 font-mono text-xs">{detail}</p>}
    </Alert>
  )
}

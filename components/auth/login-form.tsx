'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Eye, EyeOff } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { domainCookie } from '@/lib/sign-in-memory'
import { rememberView } from '@/lib/view-memory'
import { SignInProblem } from './sign-in-problem'
import { type SignInStep, useSignIn } from './use-sign-in'

type Props = {
  domain: string
  username?: string
  /** Where a new session begins; without it the form stays where it is and tells `onDone`. */
  returnTo?: string
  onDone?: () => void
}

const text = z.string().default('')
const formSchema = z.object({
  domain: text,
  username: text,
  password: text,
  passcode: text,
  newPassword: text,
  repeatPassword: text,
})
type Values = z.infer<typeof formSchema>

const fieldsOf: Record<SignInStep, Array<keyof Values>> = {
  password: ['domain', 'username', 'password'],
  passcode: ['passcode'],
  'new-password': ['newPassword', 'repeatPassword'],
}

/** Domain, user name and password; then the second factor or a new password when Keystone asks. */
export function LoginForm({ domain, username = '', returnTo, onDone }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const { step, problem, isBusy, submit, startOver } = useSignIn(() => {
    onDone?.()
    if (returnTo === undefined) return
    router.replace(returnTo)
    router.refresh()
  })
  // No default values here: the form library would write them over what was typed before this script
  // ran. The inputs carry them instead, and the library reads the inputs.
  const form = useForm<z.input<typeof formSchema>, unknown, Values>({
    resolver: zodResolver(formSchema),
  })
  const fields = fieldsOf[step]
  const [isRevealed, setRevealed] = useState(false)
  const reveal = (
    <IconButton
      size="xs"
      label={t(isRevealed ? 'auth.signIn.conceal' : 'auth.signIn.reveal')}
      onClick={() => setRevealed(!isRevealed)}
    >
      {isRevealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
    </IconButton>
  )
  const given: Partial<Values> = { domain, username }

  const send = form.handleSubmit((values) => {
    const empty = fields.find((name) => values[name] === '')
    if (empty)
      return form.setError(empty, { message: t('auth.signIn.required') }, { shouldFocus: true })
    if (step === 'new-password' && values.newPassword !== values.repeatPassword) {
      return form.setError(
        'repeatPassword',
        { message: t('auth.signIn.passwordsDiffer') },
        { shouldFocus: true },
      )
    }
    rememberView(domainCookie, values.domain)
    return submit(values)
  })

  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      {step === 'passcode' && <p>{t('auth.signIn.passcodeLead')}</p>}
      {step === 'new-password' && <p>{t('auth.signIn.expiredLead')}</p>}
      {fields.map((name, index) => (
        <TextField
          key={`${step}-${name}`}
          control={form.control}
          name={name}
          label={t(`auth.signIn.${name}`)}
          hint={name === 'passcode' ? t('auth.signIn.passcodeHint') : undefined}
          type={secrets.has(name) && !isRevealed ? 'password' : 'text'}
          trailing={secrets.has(name) ? reveal : undefined}
          autoComplete={autoComplete[name]}
          autoCapitalize="none"
          inputMode={name === 'passcode' ? 'numeric' : undefined}
          spellCheck={false}
          autoFocus={
            step === 'password' ? name === (username ? 'password' : 'username') : index === 0
          }
          defaultValue={given[name]}
        />
      ))}
      {problem && <SignInProblem problem={problem} />}
      <Button type="submit" variant="primary" loading={isBusy}>
        {t(submitWords[step])}
      </Button>
      {step !== 'password' && (
        <Button
          variant="ghost"
          onClick={() => {
            form.reset()
            startOver()
          }}
        >
          {t('auth.signIn.startOver')}
        </Button>
      )}
    </form>
  )
}

const submitWords = {
  password: 'auth.signIn.submit',
  passcode: 'auth.signIn.submitPasscode',
  'new-password': 'auth.signIn.submitNewPassword',
} as const

const secrets = new Set<keyof Values>(['password', 'newPassword', 'repeatPassword'])
const autoComplete: Record<keyof Values, string> = {
  domain: 'organization',
  username: 'username',
  password: 'current-password',
  passcode: 'one-time-code',
  newPassword: 'new-password',
  repeatPassword: 'new-password',
}

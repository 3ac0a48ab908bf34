'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type UseFormRegisterReturn, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
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
        <LoginField
          key={`${step}-${name}`}
          name={name}
          label={t(`auth.signIn.${name}`)}
          hint={name === 'passcode' ? t('auth.signIn.passcodeHint') : undefined}
          error={form.formState.errors[name]?.message}
          autoFocus={
            step === 'password' ? name === (username ? 'password' : 'username') : index === 0
          }
          defaultValue={given[name]}
          registration={form.register(name)}
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

const autoComplete: Record<keyof Values, string> = {
  domain: 'organization',
  username: 'username',
  password: 'current-password',
  passcode: 'one-time-code',
  newPassword: 'new-password',
  repeatPassword: 'new-password',
}

type FieldProps = {
  name: keyof Values
  label: string
  hint: string | undefined
  error: string | undefined
  autoFocus: boolean
  defaultValue: string | undefined
  registration: UseFormRegisterReturn
}

function LoginField({
  name,
  label,
  hint,
  error,
  autoFocus,
  defaultValue,
  registration,
}: FieldProps) {
  const id = `sign-in-${name}`
  const isSecret = name === 'password' || name === 'newPassword' || name === 'repeatPassword'
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-ink-soft text-sm">
        {label}
      </label>
      <Input
        id={id}
        type={isSecret ? 'password' : 'text'}
        autoComplete={autoComplete[name]}
        inputMode={name === 'passcode' ? 'numeric' : undefined}
        spellCheck={false}
        autoCapitalize="none"
        autoFocus={autoFocus}
        defaultValue={defaultValue}
        aria-invalid={error !== undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        {...registration}
      />
      {(error ?? hint) && (
        <p id={`${id}-note`} className={error ? 'text-bad text-sm' : 'text-ink-muted text-sm'}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

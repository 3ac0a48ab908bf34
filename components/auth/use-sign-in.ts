'use client'

import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { parseSignInFailure, type SignIn, type SignInFailure } from '@/lib/schemas/session'

export type SignInProblem = { failure: SignInFailure | 'offline'; detail: string | undefined }

/** Which fields the form shows: everything at first, then what Keystone asked for. */
export type SignInStep = 'password' | 'passcode' | 'new-password'

/**
 * One sign-in: sends what was typed, tells why it failed, and moves on to the second factor or the
 * password change when Keystone asks for it.
 */
export function useSignIn(onDone: () => void) {
  const [step, setStep] = useState<SignInStep>('password')
  const [problem, setProblem] = useState<SignInProblem>()
  const [isBusy, setBusy] = useState(false)

  const submit = async (values: SignIn) => {
    setBusy(true)
    setProblem(undefined)
    const result = await signIn('credentials', { ...values, redirect: false }).catch(
      () => undefined,
    )
    setBusy(false)
    if (result?.ok && !result.error) return onDone()
    if (!result) return setProblem({ failure: 'offline', detail: undefined })
    const { failure, detail } = parseSignInFailure(result.error ?? 'internal')
    if (failure === 'passcode_required') return setStep('passcode')
    if (failure === 'password_expired') return setStep('new-password')
    setProblem({ failure, detail })
  }

  const startOver = () => {
    setStep('password')
    setProblem(undefined)
  }

  return { step, problem, isBusy, submit, startOver }
}

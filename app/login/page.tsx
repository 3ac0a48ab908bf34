import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LoginForm } from '@/components/auth/login-form'
import { LoginFrame } from '@/components/auth/login-frame'
import { readSession } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { domainCookie, safeReturnTo } from '@/lib/sign-in-memory'

export async function generateMetadata() {
  return { title: (await getTranslations())('auth.signIn.title') }
}

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<{ returnTo?: string }>
}) {
  const returnTo = safeReturnTo((await searchParams).returnTo)
  if (await readSession()) redirect(returnTo)
  const domain = (await cookies()).get(domainCookie)?.value
  return (
    <LoginFrame>
      <LoginForm
        domain={domain ? decodeURIComponent(domain) : env().OS_DEFAULT_DOMAIN}
        returnTo={returnTo}
      />
    </LoginFrame>
  )
}

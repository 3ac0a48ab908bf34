import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LanguageSwitcher } from '@/components/auth/language-switcher'
import { Mark } from '@/components/ui/mark'

/** The page around the sign-in form. */
export function LoginFrame({ children }: { children: ReactNode }) {
  const t = useTranslations()
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <div className="flex justify-end p-4">
        <LanguageSwitcher />
      </div>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-4 pb-24">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="size-8" />
          <div>
            <h1 className="text-xl font-semibold text-ink">{t('auth.signIn.heading')}</h1>
            <p className="text-ink-muted">{t('auth.signIn.lead')}</p>
          </div>
        </div>
        <div className="rounded-lg border border-line bg-panel p-6 shadow-low">{children}</div>
      </main>
    </div>
  )
}

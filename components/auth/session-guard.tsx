'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { eventually } from '@/components/ui/on-demand'
import { announceSessionRenewal, onSessionEnd } from '@/lib/queries/session-end'
import type { Viewer } from '@/lib/schemas/session'

const warnBefore = 10 * 60_000

const SessionDialog = dynamic(
  () => eventually(() => import('./session-dialog')).then((code) => code.SessionDialog),
  {
    ssr: false,
  },
)

/**
 * Watches the session: says in time that it ends, and asks for the password in place when it has
 * ended, so that nothing on the page is lost.
 */
export function SessionGuard({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const t = useTranslations()
  const client = useQueryClient()
  const router = useRouter()
  const left = useTimeLeft(viewer)
  const [isAsking, setAsking] = useState(false)
  const [isRefused, setRefused] = useState(false)
  useEffect(() => onSessionEnd(() => setRefused(true)), [])
  const hasEnded = isRefused || left <= 0

  const goOn = () => {
    setAsking(false)
    setRefused(false)
    router.refresh()
    announceSessionRenewal()
    return client.invalidateQueries()
  }

  return (
    <>
      {!hasEnded && left < warnBefore && (
        <Alert tone="warn" role="status">
          <span className="me-4">
            {t('auth.session.endsSoon', { minutes: Math.max(1, Math.round(left / 60_000)) })}
          </span>
          <Button size="sm" onClick={() => setAsking(true)}>
            {t('auth.session.renew')}
          </Button>
        </Alert>
      )}
      {children}
      {(hasEnded || isAsking) && (
        <SessionDialog
          viewer={viewer}
          hasEnded={hasEnded}
          onOpenChange={setAsking}
          onSignedIn={goOn}
        />
      )}
    </>
  )
}

/**
 * Milliseconds until the session ends; looked at each 20 s and whenever the tab comes back. Counted from
 * what the server said, since the browser's clock may be an hour off.
 */
function useTimeLeft({ secondsLeft: seconds, expiresAt }: Viewer): number {
  const [left, setLeft] = useState(() => Number.POSITIVE_INFINITY)
  // A new session may have exactly as long to go as the old one had: its end tells them apart.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const endsAt = Date.now() + seconds * 1000
    const look = () => setLeft(endsAt - Date.now())
    look()
    const timer = setInterval(look, 20_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [seconds, expiresAt])
  return left
}

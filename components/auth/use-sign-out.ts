'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paths } from '@/lib/paths'
import { endAllSessionsMutation } from '@/lib/queries/system'

/** Signs out: tokens revoked, cookie cleared, everything this tab remembers dropped. */
export function useSignOut() {
  const client = useQueryClient()
  const [isLeaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    await import('next-auth/react')
      .then(({ signOut }) => signOut({ redirect: false }))
      .catch(() => undefined)
    client.clear()
    // A full load, so that no page of the old session stays in the router's cache.
    window.location.assign(paths.login())
  }
  /** Signs every session of this user out, on all devices, and then leaves. */
  const leaveEverywhere = async () => {
    setLeaving(true)
    await endAllSessionsMutation.mutationFn().catch(() => undefined)
    await leave()
  }
  return { leave, leaveEverywhere, isLeaving }
}

'use client'

import { useMemo } from 'react'
import { type Actor, isAdmin } from '@/lib/image-rules'
import type { ImageRow } from '@/lib/schemas/image'

const none: readonly string[] = []

/** The owners of these rows that are not the actor's own project, for an administrator to be named. */
export function useForeignOwners(rows: readonly ImageRow[], actor: Actor): readonly string[] {
  const isAsked = isAdmin(actor)
  const { projectId } = actor
  return useMemo(() => {
    if (!isAsked) return none
    const owners = new Set(
      rows.flatMap(({ owner }) => (owner && owner !== projectId ? [owner] : [])),
    )
    return [...owners].sort()
  }, [rows, isAsked, projectId])
}

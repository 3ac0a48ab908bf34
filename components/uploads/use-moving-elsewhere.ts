'use client'

import { useEffect, useRef, useState } from 'react'
import type { UploadStatus } from '@/lib/schemas/upload'

/**
 * Ids of the uploads whose bytes grew between two looks although this window sends nothing for
 * them: another window, browser or script is at it.
 */
export function useMovingElsewhere(listed: readonly UploadStatus[]): ReadonlySet<string> {
  const seen = useRef(new Map<string, number>())
  const [moving, setMoving] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const grown = listed.filter(({ id, received }) => received > (seen.current.get(id) ?? received))
    seen.current = new Map(listed.map(({ id, received }) => [id, received]))
    const ids = grown.map(({ id }) => id)
    setMoving((before) => (before.size === 0 && ids.length === 0 ? before : new Set(ids)))
  }, [listed])
  return moving
}
